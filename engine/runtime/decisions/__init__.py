"""Decision tables: DMN 1.3 with FEEL, read and compiled with the model, evaluated where a business rule task runs."""
