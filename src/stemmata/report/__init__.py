"""What people see: one reading, or several, on a terminal or as a self-contained HTML page.

Every text shown here is hostile input. `page` is the only user of jinja2, `terminal` the only user
of rich; neither is imported by this module, so that whoever needs neither pays for neither.
"""
