package dev.edmund.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.TestEdm;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaSqlTest {
  private static final Storage STORAGE =
      new TestEdm()
          .alias("crm")
          .complex("address", TestEdm.property("city", "Edm.String"))
          .entity("account", "id")
          .with(TestEdm.property("id", "Edm.Guid").setNullable(false))
          .with(TestEdm.property("revenue", "Edm.Decimal").setScaleAsString("variable"))
          .with("address", "address")
          .with("tags", "Collection(Edm.String)")
          .with("_owner_value", "Edm.Guid")
          .navigation("owner_user", "user", null, "_owner_value", "id")
          .navigation("owner_account", "account", null, "_owner_value", "id")
          .navigation("friends", "Collection(user)", null)
          .done()
          .entity("user", "id")
          .with(TestEdm.property("id", "Edm.Guid").setNullable(false))
          .done()
          .set("accounts", "account")
          .set("users", "user")
          .storage();

  @Test
  void tablesAreWrittenOneColumnALine() {
    assertEquals(
        """
        CREATE TABLE "crm_account" (
          "_rid" INTEGER PRIMARY KEY,
          "_version" INTEGER NOT NULL DEFAULT 1,
          "id" TEXT NOT NULL,
          "revenue" BLOB,
          "address" INTEGER,
          "address_city" TEXT,
          "_owner_value" TEXT,
          "_owner_value_navigation" TEXT
        )
        CREATE TABLE "crm_user" (
          "_rid" INTEGER PRIMARY KEY,
          "_version" INTEGER NOT NULL DEFAULT 1,
          "id" TEXT NOT NULL
        )
        CREATE TABLE "crm_account_tags" (
          "_owner" INTEGER NOT NULL,
          "_ordinal" INTEGER NOT NULL,
          "value" TEXT,
          PRIMARY KEY ("_owner", "_ordinal")
        ) WITHOUT ROWID
        CREATE TABLE "crm_account_friends" (
          "_source" INTEGER NOT NULL,
          "_target" INTEGER NOT NULL,
          PRIMARY KEY ("_source", "_target")
        ) WITHOUT ROWID
        """,
        lines(new SchemaSql(new SqliteDialect()).tables(STORAGE)));
  }

  @Test
  void indexesAreApart() {
    assertEquals(
        """
        CREATE UNIQUE INDEX "crm_account_id" ON "crm_account" ("id")
        CREATE INDEX "crm_account__owner_value__owner_value_navigation" ON "crm_account" \
        ("_owner_value", "_owner_value_navigation")
        CREATE UNIQUE INDEX "crm_user_id" ON "crm_user" ("id")
        CREATE INDEX "crm_account_friends__target__source" ON "crm_account_friends" \
        ("_target", "_source")
        """,
        lines(new SchemaSql(new SqliteDialect()).indexes(STORAGE)));
  }

  @Test
  void postgresHasTypesOfItsOwn() {
    assertEquals(
        """
        CREATE TABLE "crm_account" (
          "_rid" bigint PRIMARY KEY,
          "_version" bigint NOT NULL DEFAULT 1,
          "id" uuid NOT NULL,
          "revenue" numeric,
          "address" boolean,
          "address_city" text COLLATE "C",
          "_owner_value" uuid,
          "_owner_value_navigation" text COLLATE "C"
        )
        CREATE TABLE "crm_user" (
          "_rid" bigint PRIMARY KEY,
          "_version" bigint NOT NULL DEFAULT 1,
          "id" uuid NOT NULL
        )
        CREATE TABLE "crm_account_tags" (
          "_owner" bigint NOT NULL,
          "_ordinal" bigint NOT NULL,
          "value" text COLLATE "C",
          PRIMARY KEY ("_owner", "_ordinal")
        )
        CREATE TABLE "crm_account_friends" (
          "_source" bigint NOT NULL,
          "_target" bigint NOT NULL,
          PRIMARY KEY ("_source", "_target")
        )
        """,
        lines(new SchemaSql(new PostgresDialect()).tables(STORAGE)));
  }

  /** Nulls come first, and rows of equal values are in the order of their ids. */
  @Test
  void indexesOfPostgresAreInTheOrderOfPages() {
    assertEquals(
        """
        CREATE UNIQUE INDEX "crm_account_id" ON "crm_account" ("id")
        CREATE INDEX "crm_account__owner_value__owner_value_navigation" ON "crm_account" \
        ("_owner_value" NULLS FIRST, "_owner_value_navigation" NULLS FIRST, "_rid")
        CREATE UNIQUE INDEX "crm_user_id" ON "crm_user" ("id")
        CREATE INDEX "crm_account_friends__target__source" ON "crm_account_friends" \
        ("_target", "_source")
        """,
        lines(new SchemaSql(new PostgresDialect()).indexes(STORAGE)));
  }

  private static String lines(List<String> statements) {
    return String.join("\n", statements) + "\n";
  }
}
