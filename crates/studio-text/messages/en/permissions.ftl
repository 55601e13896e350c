### Who may do what: roles, actions, and why something was permitted or refused.

## Roles, of accounts and of those who act without one

role-admin = Admin
role-assistant = Assistant
role-artist = Artist
role-operator = Operator
role-housekeeping = Housekeeping
role-setup = Setup

## Refusals. $action: the text of the action, from below

refused-no-grant = Not allowed for this role: { $action }
refused-no-grant-hint = An admin can do this, or change the role of the account
refused-not-owner = Only allowed on your own records: { $action }
refused-not-owner-hint = The artist it belongs to can do this, or an admin
refused-not-linked = Only allowed with an artist profile: { $action }
refused-not-linked-hint = An admin can link this account to an artist
refused-needs-elevation = Needs the master code: { $action }
refused-needs-elevation-hint = Enter the master code to go on; it opens this for a few minutes

## Why something was permitted

permitted-granted = The role allows it
permitted-owner = It is the artist's own
permitted-elevated = The master code was entered

## Actions: the code with dots and underscores as hyphens

action-agenda-view = See the agenda
action-agenda-details = See the details of an appointment
action-agenda-create = Book an appointment
action-agenda-edit = Change an appointment
action-agenda-cancel = Cancel an appointment
action-agenda-complete = Complete an appointment
action-agenda-no-show = Mark a no-show
action-agenda-block = Block an artist's time
action-agenda-export = Export a schedule
action-clients-view = See clients
action-clients-create = Add a client
action-clients-edit = Change, archive or restore a client
action-clients-delete = Delete a client for good
action-clients-consent = See and record consents
action-clients-notes = Read and write notes about a client
action-clients-photo = Set a client's photo
action-clients-health-view = Read a health screening
action-clients-health-record = Record a health screening
action-clients-import = Import clients
action-clients-merge = Merge duplicate clients
action-clients-export = Export the client list
action-staff-view = See the staff directory
action-staff-edit-profile = Change an artist's profile
action-staff-manage-users = Manage accounts, roles and rates
action-staff-toggle-active = Enable or disable an account
action-portfolio-view = See portfolios
action-portfolio-edit = Change a portfolio
action-portfolio-upload = Upload to a portfolio
action-reports-view = See earnings and reports
action-reports-view-tx = See single transactions
action-reports-take-payment = Take a payment
action-reports-refund-void = Refund or void a transaction
action-reports-cash-open = Open the cash drawer
action-reports-cash-move = Move cash in or out of the drawer
action-reports-cash-close = Close the cash drawer
action-reports-payout = Pay out a commission
action-reports-export = Export financial data
action-inventory-view = See stock and costs
action-inventory-create-item = Add products
action-inventory-edit-item = Change or archive a product
action-inventory-stock-in = Receive stock
action-inventory-stock-adj = Adjust stock
action-inventory-cycle-count = Count stock
action-inventory-consume = Record used supplies
action-inventory-request = Ask for an adjustment or a reorder
action-inventory-recall = Trace a lot
action-inventory-export = Export the inventory
action-security-settings = Change settings
action-security-audit = Read the audit log
action-security-backup = Make and restore backups
action-security-rotate-code = Set the master code
action-security-privacy = Export or erase a client's data
action-security-integrations = Manage API tokens
action-system-setup = Set up the studio
action-system-import-legacy = Import from the previous application
action-system-migrate = Upgrade the database
action-system-sweep = Clean up media files
action-system-tick = Keep next and last appointments current
