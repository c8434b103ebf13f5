"""The bearer tokens that the completion app's addresses accept; nobody has one here."""
from rest_framework.authentication import BaseAuthentication


class BearerAuthenticationAllowInactiveUser(BaseAuthentication):
    def authenticate(self, request):
        return None
