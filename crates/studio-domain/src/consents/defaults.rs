//! The texts that a studio starts with. They say what is usual and are no legal advice: a lawyer of the country should read them before the
//! studio relies on them, and the page on which a studio keeps its texts says so.

use super::ConsentKind;
use crate::Language;

impl ConsentKind {
    /// The text of this kind until the studio saves one of its own.
    pub const fn default_text(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::En, Self::Informed) => INFORMED_EN,
            (Language::En, Self::ImageUse) => IMAGE_USE_EN,
            (Language::En, Self::DataPrivacy) => DATA_PRIVACY_EN,
            (Language::En, Self::Reminders) => REMINDERS_EN,
            (Language::En, Self::Promotions) => PROMOTIONS_EN,
            (Language::Es, Self::Informed) => INFORMED_ES,
            (Language::Es, Self::ImageUse) => IMAGE_USE_ES,
            (Language::Es, Self::DataPrivacy) => DATA_PRIVACY_ES,
            (Language::Es, Self::Reminders) => REMINDERS_ES,
            (Language::Es, Self::Promotions) => PROMOTIONS_ES,
        }
    }
}

const INFORMED_EN: &str = "\
I want to be tattooed in this studio, of my own free will, and I have had time to think about it.

I know that a tattoo is permanent. Removing one is long, costly and seldom complete. Colours and lines change with the years, with the sun and with \
the skin, and some places of the body need to be touched up.

I have been told that a tattoo wounds the skin and that, even with all care, there can be: pain, swelling and bleeding; infection; an allergic \
reaction to pigments, latex or other materials, also after years; scars or raised tissue; fainting; a tattoo that looks different from the drawing \
once it has healed; pigments that show in medical images.

I have answered the questions about my health truthfully and have kept nothing back: allergies, diabetes, haemophilia or other trouble with \
bleeding, epilepsy, heart disease, blood thinners or isotretinoin, pregnancy or breast-feeding, illness of the skin. I am not under the influence of \
alcohol or drugs. If any of this changes before a further session, I will say so first.

I have seen and approved the drawing, its size and its place, and I have checked the spelling of every word in it.

I have seen that needles are opened in front of me, are used once and are thrown away. I have received the instructions for the care of the tattoo \
and know that its healing depends on my following them. If something looks wrong I will tell the studio and see a doctor.

My questions have been answered. I may say stop at any moment.";

const IMAGE_USE_EN: &str = "\
I allow the studio and the artist to photograph and film my tattoo and the work on it, and to show these images, without payment, in the portfolio, \
on the studio's pages and in its accounts on social media.

The images show the tattoo. My face and my name are shown only if I agree to that apart from this.

I may take this back at any time by telling the studio. From then on the images are no longer shown in the studio's portfolio. What others have \
copied from the internet before is out of the studio's hands. Saying no has no effect on my tattoo or its price.";

const DATA_PRIVACY_EN: &str = "\
The studio keeps my contact data, the dates and descriptions of my appointments, my consents and my answers to the questions about my health, to plan \
and carry out the tattoo safely, to reach me about it, and to keep what the law asks it to keep.

Answers about my health are stored encrypted; only those who tattoo me and the management read them, and each reading is recorded. My data are not sold \
and not given to others, except where the law requires it.

I may ask at any time what is kept about me, have it corrected, receive a copy of it, or ask for it to be erased, as far as no law requires it to \
be kept. It is enough to tell the studio.

I agree to this.";

const REMINDERS_EN: &str = "\
The studio may remind me of my appointments, and ask how the tattoo is healing, by telephone, text message, messaging application or email, at the \
number and address that I gave.

I may take this back at any time by telling the studio.";

const PROMOTIONS_EN: &str = "\
The studio may tell me of offers, free dates, guest artists and events by text message, messaging application or email, at the number and address \
that I gave.

My number and address are not passed on. I may take this back at any time by telling the studio. Saying no has no effect on my appointments.";

const INFORMED_ES: &str = "\
Quiero tatuarme en este estudio, por decisión propia, y he tenido tiempo para pensarlo.

Sé que un tatuaje es permanente. Eliminarlo es largo, caro y rara vez completo. Los colores y las líneas cambian con los años, con el sol y con la \
piel, y algunas zonas del cuerpo necesitan retoques.

Se me ha explicado que tatuar es herir la piel y que, aun con todos los cuidados, puede haber: dolor, inflamación y sangrado; infección; reacción \
alérgica a los pigmentos, al látex o a otros materiales, también años después; cicatrices o relieve; desmayo; un tatuaje que, una vez curado, se vea \
distinto del dibujo; pigmentos que aparezcan en pruebas médicas de imagen.

He respondido con verdad a las preguntas sobre mi salud y no he callado nada: alergias, diabetes, hemofilia u otros problemas de coagulación, \
epilepsia, enfermedades del corazón, anticoagulantes o isotretinoína, embarazo o lactancia, enfermedades de la piel. No estoy bajo los efectos del \
alcohol ni de drogas. Si algo de esto cambia antes de otra sesión, lo diré primero.

He visto y aprobado el dibujo, su tamaño y su lugar, y he revisado la ortografía de cada palabra que contiene.

He visto que las agujas se abren delante de mí, se usan una sola vez y se desechan. He recibido las instrucciones de cuidado y sé que la cicatrización \
depende de que las siga. Si algo no va bien, avisaré al estudio y consultaré a un médico.

Mis preguntas han sido respondidas. Puedo pedir que se pare en cualquier momento.";

const IMAGE_USE_ES: &str = "\
Permito al estudio y al artista fotografiar y grabar mi tatuaje y el trabajo en él, y mostrar esas imágenes, sin pago alguno, en el portafolio, en \
las páginas del estudio y en sus cuentas de redes sociales.

Las imágenes muestran el tatuaje. Mi cara y mi nombre solo aparecen si lo acepto aparte.

Puedo retirar este permiso en cualquier momento diciéndolo al estudio. Desde entonces las imágenes dejan de mostrarse en el portafolio del estudio. Lo \
que otras personas hayan copiado antes de internet ya no depende del estudio. Decir que no no afecta a mi tatuaje ni a su precio.";

const DATA_PRIVACY_ES: &str = "\
El estudio guarda mis datos de contacto, las fechas y descripciones de mis citas, mis consentimientos y mis respuestas sobre mi salud para planear y \
hacer el tatuaje con seguridad, para comunicarse conmigo al respecto y para conservar lo que la ley le obliga a conservar.

Las respuestas sobre mi salud se guardan cifradas; solo las leen quienes me tatúan y la dirección, y cada lectura queda registrada. Mis datos no se \
venden ni se entregan a otros, salvo que la ley lo exija.

Puedo preguntar en cualquier momento qué se guarda sobre mí, pedir que se corrija, recibir una copia o pedir que se borre, mientras ninguna ley obligue \
a conservarlo. Basta con decirlo al estudio.

Estoy de acuerdo.";

const REMINDERS_ES: &str = "\
El estudio puede recordarme mis citas, y preguntarme cómo cura el tatuaje, por teléfono, mensaje de texto, aplicación de mensajería o correo \
electrónico, en el número y la dirección que di.

Puedo retirar este permiso en cualquier momento diciéndolo al estudio.";

const PROMOTIONS_ES: &str = "\
El estudio puede avisarme de ofertas, fechas libres, artistas invitados y eventos por mensaje de texto, aplicación de mensajería o correo electrónico, \
en el número y la dirección que di.

Mi número y mi dirección no se entregan a nadie. Puedo retirar este permiso en cualquier momento diciéndolo al estudio. Decir que no no afecta a mis \
citas.";
