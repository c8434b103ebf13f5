"""The hubs' records: programme, groups, progress, attendance, documents; a Django app that the LMS, Studio and the workbench load alike."""
