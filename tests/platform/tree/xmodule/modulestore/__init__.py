"""Who writes to the course store when nobody is logged in."""


class ModuleStoreEnum:
    class UserID:
        mgmt_command = -1
