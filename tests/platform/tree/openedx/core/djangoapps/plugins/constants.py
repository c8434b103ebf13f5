"""The platform's names of its projects and of its kinds of settings, by which it asks for plugins."""


class ProjectType:
    LMS = "lms.djangoapp"
    CMS = "cms.djangoapp"


class SettingsType:
    COMMON = "common"
    PRODUCTION = "production"
    TEST = "test"
