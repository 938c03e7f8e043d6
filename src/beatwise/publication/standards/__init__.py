"""Files in the field's open standards, as bytes."""
