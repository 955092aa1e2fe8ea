-- What tells, at each start, whether the secrets outside of the database are those that it was filled with.
CREATE TABLE "secret_fingerprint" (
    "name" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "secret_fingerprint_pkey" PRIMARY KEY ("name")
);
