-- What a stage read, by name, so that a later run can say what is otherwise; and what it made, by content.
ALTER TABLE stages ADD COLUMN inputs TEXT;
ALTER TABLE stages ADD COLUMN made TEXT;
