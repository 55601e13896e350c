### Names of the settings.

setting-studio-name = Name of the studio
setting-studio-phone = Phone of the studio
setting-studio-email = Email of the studio
setting-studio-address = Address of the studio
setting-studio-country = Country of phone numbers without a plus
setting-studio-time-zone = Time zone
setting-studio-currency = Currency
setting-studio-language = Language
setting-studio-first-weekday = First day of the week
setting-studio-opening-hours = Opening hours
setting-agenda-grid-minutes = Steps of the agenda in minutes
setting-security-elevation-minutes = Minutes that the master code opens locked actions
setting-security-session-idle-hours = Idle hours after which one signs in again
setting-security-session-days = Days that a session lasts at most
setting-security-auto-lock-minutes = Idle minutes after which the screen locks; 0 is never
setting-clients-age-of-majority = Age from which nobody needs a guardian
setting-health-screening-days = Days after which a health screening is reviewed
setting-health-retention-months = Months without an appointment after which a retention run removes health answers; 0 keeps them
setting-clients-styles = Tattoo styles
setting-clients-placements = Places on the body
setting-clients-sources = How clients found the studio
setting-money-tax-name = Name of the tax on receipts; without one none is shown
setting-money-tax-rate = Rate of that tax in hundredths of a percent
setting-policy-profile = Permission profile
setting-look-theme = Theme
