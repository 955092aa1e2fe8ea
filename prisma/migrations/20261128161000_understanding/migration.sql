-- What a target understands its calls as, and the overlay upon what is drawn, as JSON text (lib/understanding); null: nothing was said.
ALTER TABLE "intake" ADD COLUMN "understanding" TEXT;
