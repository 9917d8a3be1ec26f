"""Akun: one's own account and password; for administrators all accounts."""

from smartcity.ui import account_list, account_own, frame
from smartcity.words import _

frame.heading(_("Akun"), _("Siapa yang dapat masuk, dengan peran apa, dan untuk provinsi atau tabel mana."))
account_list.told()
if account_own.draw():
    account_list.draw()
frame.footer()
