### The first start in the browser.

setup-title = Set up the studio
setup-why = This is asked once. Everything here can be changed later
setup-choose = Choose
setup-country-of-zone = As the time zone says
setup-country-why = Phone numbers without + are of this country
setup-usual = Usual
setup-others = From A to Z
setup-account = The account that manages
setup-account-why = It looks after people, settings and backups
setup-password-again = Password once more
setup-differs = The two passwords are not the same
setup-code = Master code, optional
setup-code-why = It opens locked actions for a short time at the front desk, and can be set later
setup-do = Make the studio
setup-waiting = This studio is being set up
setup-waiting-where = The link to the setup page is in the terminal or the log of the server
setup-waiting-again = Each start of the server makes a new link. “studio init” in a terminal does the same
setup-wrong = This link is not the one of the running server
