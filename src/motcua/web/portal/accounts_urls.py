"""Addresses of accounts."""

from django.urls import path

from motcua.web.portal import accounts, accounts_email, accounts_profile

urlpatterns = [
    path("account/sign-up/", accounts.sign_up, name="sign_up"),
    path("account/sign-up/sent/", accounts.sign_up_sent, name="sign_up_sent"),
    path("account/confirm/<str:token>/", accounts.confirm_email, name="confirm_email"),
    path("account/sign-in/", accounts.sign_in, name="sign_in"),
    path("account/sign-out/", accounts.sign_out, name="sign_out"),
    path("account/forgotten-password/", accounts.forgotten_password, name="forgotten_password"),
    path(
        "account/forgotten-password/sent/", accounts.forgotten_password_sent, name="forgotten_password_sent"
    ),
    path("account/reset-password/<str:code>/<str:token>/", accounts.reset_password, name="reset_password"),
    path("account/password/", accounts.change_password, name="change_password"),
    path("account/sessions/", accounts.sessions, name="sessions"),
    path("account/sessions/<str:code>/end/", accounts.end_session, name="end_session"),
    path("account/close/", accounts.close_account, name="close_account"),
    path("account/", accounts_profile.profile, name="profile"),
    path("account/email/", accounts_email.change_email, name="change_email"),
    path("account/email/sent/", accounts_email.change_email_sent, name="change_email_sent"),
    path("account/email/confirm/<str:token>/", accounts_email.confirm_new_email, name="confirm_new_email"),
    path("account/organisations/", accounts_profile.organisations, name="organisations"),
    path("account/organisations/<str:code>/", accounts_profile.organisation, name="organisation"),
    path("account/memberships/<str:code>/end/", accounts_profile.end_membership, name="end_membership"),
]
