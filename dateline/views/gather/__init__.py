"""Puts together what each page may read: from the site, the small part that one page is a function of."""
