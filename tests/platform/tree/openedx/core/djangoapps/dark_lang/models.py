"""The languages that a site shows; a configuration is never changed, a newer row takes its place."""
from config_models.models import ConfigurationModel
from django.db import models


class DarkLangConfig(ConfigurationModel):
    released_languages = models.TextField(blank=True)
    enable_beta_languages = models.BooleanField(default=False)
    beta_languages = models.TextField(blank=True)

    @property
    def released_languages_list(self):
        return sorted(code.lower().strip() for code in self.released_languages.split(",") if code.strip())
