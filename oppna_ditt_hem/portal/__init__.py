"""What landlords see: pages of the platform's website layer. `www/` and `templates/odh/` hold their markup.

Every page works without JavaScript, sends nothing to anybody else, and reads and writes as the person who is logged in.
"""
