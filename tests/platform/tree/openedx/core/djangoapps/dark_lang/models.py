"""The languages that a site shows; a configuration is never changed, a newer row takes its place."""
from django.db import models


class DarkLangConfig(models.Model):
    change_date = models.DateTimeField(auto_now_add=True)
    enabled = models.BooleanField(default=False)
    released_languages = models.TextField(blank=True)

    @classmethod
    def current(cls):
        return cls.objects.order_by("-change_date", "-id").first() or cls()

    @property
    def released_languages_list(self):
        return [code.strip() for code in self.released_languages.split(",") if code.strip()]
