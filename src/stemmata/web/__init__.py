"""The workbench: a case as local web pages. Server-rendered; nothing here needs JavaScript.

To add a page, write a module in `pages/` and a row in `app.PAGES`. The only user of starlette.
"""
