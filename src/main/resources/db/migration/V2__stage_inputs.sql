-- What a stage read, by name, so that a later run can say what is otherwise; and what it made, by content. One hash over
-- all that it read, its version and settings among it, takes the place of three.
ALTER TABLE stages ADD COLUMN inputs TEXT;
ALTER TABLE stages ADD COLUMN made TEXT;
DROP INDEX stages_by_input;
ALTER TABLE stages DROP COLUMN config_hash;
CREATE INDEX stages_by_input ON stages (id, input_hash, status);
