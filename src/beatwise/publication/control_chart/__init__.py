"""Control charts as the NHS draws them: dots by variation, and the icons of the same marks."""
