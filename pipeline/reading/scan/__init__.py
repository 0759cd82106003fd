"""A page image -> an upright, straight, even grey page with its rules, lines and reading order. Knows no Tesseract.

``page.py`` calls the steps in this order: ``coloured_ink`` and ``light`` make the page grey and even, ``grey_seal``
takes what is left of a seal, ``turn`` and ``straighten`` set it upright; then ``rules`` and ``grid`` find the tables,
``dirt`` what is no letter, ``marks`` the letters, ``lines`` and ``columns`` their lines, and ``crops`` cuts those out.
"""
