-- A role gives rights, too: administrators hear of the failures of the organization's bots. Whoever is demoted is told as somebody who
-- is deactivated.
CREATE TRIGGER "user_role_changed" AFTER UPDATE OF "role" ON "user"
  FOR EACH ROW WHEN (OLD."role" IS DISTINCT FROM NEW."role")
  EXECUTE FUNCTION "tell_of_access_of"('id');
