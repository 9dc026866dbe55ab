package dev.edmund.model.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.junit.jupiter.api.Test;

class StorageBuilderTest {

  private static Link link(Storage storage, String type, String name) {
    return Objects.requireNonNull(storage.require(TestEdm.name(type)).links().get(name));
  }

  private static EntityStorage entity(Storage storage, String type) {
    return storage.require(TestEdm.name(type));
  }

  private static String pairs(List<Link.Pair> pairs) {
    return String.join(
        " and ",
        pairs.stream()
            .map(
                p ->
                    p.source().table()
                        + "."
                        + p.source().name()
                        + "="
                        + p.target().table()
                        + "."
                        + p.target().name())
            .toList());
  }

  private static TestEdm.Entity keyed(TestEdm model, String name) {
    return model.entity(name, "id").with("id", "Edm.Guid");
  }

  @Test
  void aHierarchyIsJoinedByRowIdFromTheTypeOfItsSetDown() {
    TestEdm model =
        keyed(new TestEdm(), "activity").isAbstract().with("subject", "Edm.String").done();
    model.entity("email").base("activity").with("sender", "Edm.String");
    model.entity("fax").base("email").with("number", "Edm.String");
    Storage storage = model.set("activities", "activity").set("emails", "email").storage();

    EntityStorage fax = entity(storage, "fax");
    assertEquals("N_fax", fax.table().name());
    assertEquals("N_email", fax.table().parent());
    assertEquals("N_activity", fax.root().name());
    assertEquals(TestEdm.name("email"), fax.base());
    assertEquals(
        List.of("id", "subject", "sender", "number"), List.copyOf(fax.properties().keySet()));
    assertEquals("N_activity", fax.key().get(0).table());
    assertEquals("_type", Objects.requireNonNull(fax.discriminator()).name());
    assertEquals(
        List.of(TestEdm.name("email"), TestEdm.name("fax")), entity(storage, "activity").derived());
    assertNull(fax.container(), "sets of one hierarchy share their rows");
  }

  /** Dataverse's crmbaseentity and Graph's entity. */
  @Test
  void aUniversalAbstractBaseHasNoTable() {
    TestEdm model = keyed(new TestEdm(), "entity").isAbstract().done();
    model.entity("user").base("entity").with("name", "Edm.String");
    model.entity("group").base("entity");
    Storage storage = model.set("users", "user").set("groups", "group").storage();

    assertTrue(storage.entities().get(TestEdm.name("entity")) == null);
    EntityStorage user = entity(storage, "user");
    assertEquals("N_user", user.root().name());
    assertNull(user.base());
    assertNull(user.discriminator());
    assertEquals(List.of("id", "name"), List.copyOf(user.properties().keySet()));
    assertEquals("N_user", user.key().get(0).table());
  }

  /** Part 3 lets an abstract type leave the key to the types below (CSDL XML 4.01, 6.5). */
  @Test
  void aKeyThatTheRootLeavesToDerivedTypesIsUniqueThere() {
    TestEdm model = new TestEdm().entity("thing").isAbstract().with("name", "Edm.String").done();
    model.entity("car", "plate").base("thing").with("plate", "Edm.String");
    Storage storage = model.set("things", "thing").set("cars", "car").storage();
    EntityStorage car = entity(storage, "car");
    assertEquals("N_car", car.key().get(0).table());
    assertTrue(
        car.table().indexes().stream().anyMatch(i -> i.unique() && i.columns().equals(car.key())));
  }

  @Test
  void aPolymorphicLookupIsOneValueAndOneDiscriminator() {
    TestEdm model = keyed(new TestEdm(), "account").done();
    keyed(model, "contact").navigation("links", "Collection(link)", "to_contact");
    keyed(model, "link")
        .with("_to_value", "Edm.Guid")
        .with("_by_value", "Edm.Guid")
        .navigation("to_account", "account", null, "_to_value", "id")
        .navigation("to_contact", "contact", "links", "_to_value", "id")
        .navigation("by", "contact", null, "_by_value", "id");
    Storage storage =
        model.set("accounts", "account").set("contacts", "contact").set("links", "link").storage();

    Link account = link(storage, "link", "to_account");
    Link contact = link(storage, "link", "to_contact");
    assertEquals("N_link._to_value=N_account.id", pairs(account.pairs()));
    assertEquals("N_link._to_value=N_contact.id", pairs(contact.pairs()));
    Link.Guard guard = account.guards().get(0);
    assertTrue(guard.onSource());
    assertEquals("_to_value_navigation", guard.column().name());
    assertEquals("to_account", guard.value());
    assertEquals(guard.column(), contact.guards().get(0).column());
    assertEquals(List.of(), link(storage, "link", "by").guards());

    Link back = link(storage, "contact", "links");
    assertTrue(back.collection());
    assertEquals("N_contact.id=N_link._to_value", pairs(back.pairs()));
    assertEquals(List.of(new Link.Guard(false, guard.column(), "to_contact")), back.guards());
    assertTrue(
        entity(storage, "link").table().indexes().stream()
            .anyMatch(
                i ->
                    i.columns().stream()
                        .map(Column::name)
                        .toList()
                        .equals(List.of("_to_value", "_to_value_navigation"))));
  }

  /** CSDL XML 4.01, 8.4: one side may name the partner for both. */
  @Test
  void aPartnerWithoutConstraintBecomesAHiddenReference() {
    TestEdm model =
        keyed(new TestEdm(), "team").navigation("members", "Collection(user)", null).done();
    keyed(model, "user").navigation("team", "team", "members");
    Storage storage = model.set("teams", "team").set("users", "user").storage();
    assertEquals("N_user.team_rid=N_team._rid", pairs(link(storage, "user", "team").pairs()));
    assertEquals("N_team._rid=N_user.team_rid", pairs(link(storage, "team", "members").pairs()));
    assertNull(link(storage, "team", "members").bridge());
  }

  @Test
  void ofTwoSingleValuedPartnersOneHasTheColumn() {
    TestEdm model = keyed(new TestEdm(), "car").navigation("driver", "person", "car").done();
    keyed(model, "person").navigation("car", "car", "driver");
    Storage storage = model.set("cars", "car").set("people", "person").storage();
    assertEquals("N_person.car_rid=N_car._rid", pairs(link(storage, "person", "car").pairs()));
    assertEquals("N_car._rid=N_person.car_rid", pairs(link(storage, "car", "driver").pairs()));
  }

  @Test
  void aOneSidedCollectionGetsALinkTable() {
    TestEdm model =
        keyed(new TestEdm(), "log").navigation("entries", "Collection(entry)", null).done();
    keyed(model, "entry");
    Storage storage = model.set("logs", "log").set("entries", "entry").storage();
    Link link = link(storage, "log", "entries");
    Link.Bridge bridge = Objects.requireNonNull(link.bridge());
    assertEquals("N_log_entries", bridge.table().name());
    assertEquals("N_log._rid=N_log_entries._source", pairs(bridge.pairs()));
    assertEquals("N_log_entries._target=N_entry._rid", pairs(link.pairs()));
  }

  @Test
  void collectionsOnBothSidesShareOneLinkTable() {
    TestEdm model =
        keyed(new TestEdm(), "student")
            .navigation("courses", "Collection(course)", "students")
            .done();
    keyed(model, "course").navigation("students", "Collection(student)", "courses");
    Storage storage = model.set("students", "student").set("courses", "course").storage();
    Link forth = link(storage, "student", "courses");
    Link back = link(storage, "course", "students");
    assertEquals(
        Objects.requireNonNull(forth.bridge()).table().name(),
        Objects.requireNonNull(back.bridge()).table().name());
    assertEquals(
        Objects.requireNonNull(forth.bridge()).pairs().get(0).target(),
        back.pairs().get(0).source(),
        "one side's source is the other side's target");
    assertEquals(1, storage.tables().stream().filter(t -> t.primaryKey().size() == 2).count());
  }

  @Test
  void containedRowsKnowTheirContainerAndOwner() {
    TestEdm model = keyed(new TestEdm(), "root").contains("items", "Collection(item)").done();
    keyed(model, "item").contains("parts", "Collection(item)");
    Storage storage = model.singleton("main", "root").set("items", "item").storage();
    EntityStorage item = entity(storage, "item");
    Column container = Objects.requireNonNull(item.container());
    Column owner = Objects.requireNonNull(item.owner());
    assertFalse(owner.nullable(), "a null would escape the unique index");
    Link items = link(storage, "root", "items");
    assertEquals("N_root._rid=N_item._owner", pairs(items.pairs()));
    assertEquals(List.of(new Link.Guard(false, container, "N.root/items")), items.guards());
    assertEquals("N.item/parts", link(storage, "item", "parts").guards().get(0).value());
    assertEquals("", storage.containers().get("items"));
    assertEquals("main", storage.containers().get("main"));
    assertTrue(
        item.table().indexes().stream()
            .anyMatch(
                i ->
                    i.unique()
                        && i.columns().equals(List.of(container, owner, item.key().get(0)))));
  }

  @Test
  void aSecondSetOfATypeIsAContainerOfItsOwn() {
    Storage storage =
        keyed(new TestEdm(), "user")
            .done()
            .set("users", "user")
            .set("deletedUsers", "user")
            .storage();
    assertEquals("", storage.containers().get("users"));
    assertEquals("deletedUsers", storage.containers().get("deletedUsers"));
    assertNotNull(entity(storage, "user").container());
    assertNull(entity(storage, "user").owner());
  }

  @Test
  void complexValuesAreColumnsWithAPresenceFlag() {
    TestEdm model =
        new TestEdm()
            .complex("geo", TestEdm.property("lat", "Edm.Double"))
            .complex(
                "address",
                TestEdm.property("city", "Edm.String").setNullable(false),
                TestEdm.property("geo", "geo"));
    Storage storage =
        keyed(model, "user").with("home", "address").done().set("users", "user").storage();
    PropertyStorage.Complex home =
        Objects.requireNonNull(entity(storage, "user").properties().get("home"))
            .asComplex()
            .orElseThrow();
    assertEquals(ColumnType.BOOLEAN, home.presence().type());
    assertEquals(
        List.of("_rid", "_version", "id", "home", "home_city", "home_geo", "home_geo_lat"),
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(entity(storage, "user").rowId()),
                entity(storage, "user").table().columns().stream())
            .map(Column::name)
            .toList());
    Column city = home.parts().get(0).asScalar().orElseThrow().column();
    assertTrue(city.nullable(), "in a null value its parts are null whatever they declare");
  }

  @Test
  void aComplexTypeThatContainsItselfIsKeptAsJson() {
    TestEdm model =
        new TestEdm()
            .complex(
                "part", TestEdm.property("name", "Edm.String"), TestEdm.property("of", "part"));
    Storage storage =
        keyed(model, "user").with("home", "part").done().set("users", "user").storage();
    PropertyStorage home = Objects.requireNonNull(entity(storage, "user").properties().get("home"));
    assertEquals(ColumnType.JSON, home.asDocument().orElseThrow().column().type());
  }

  @Test
  void collectionsHaveATableOfTheirMembers() {
    TestEdm model = new TestEdm().complex("phone", TestEdm.property("number", "Edm.String"));
    Storage storage =
        keyed(model, "user")
            .with("tags", "Collection(Edm.String)")
            .with("phones", "Collection(phone)")
            .done()
            .set("users", "user")
            .storage();
    PropertyStorage.Values tags =
        Objects.requireNonNull(entity(storage, "user").properties().get("tags"))
            .asValues()
            .orElseThrow();
    assertEquals("N_user_tags", tags.table().name());
    assertNull(tags.table().rowId());
    assertEquals(List.of(tags.owner(), tags.ordinal()), tags.table().primaryKey());
    PropertyStorage.Values phones =
        Objects.requireNonNull(entity(storage, "user").properties().get("phones"))
            .asValues()
            .orElseThrow();
    assertEquals(
        List.of("_owner", "_ordinal", "value", "value_number"),
        phones.table().columns().stream().map(Column::name).toList());
  }

  @Test
  void longAndCollidingNamesAreKeptApart() {
    String longName = "a".repeat(120);
    TestEdm model = new TestEdm().complex("c", TestEdm.property("x", "Edm.Int32"));
    keyed(model, "User").with("a_x", "Edm.Int32").with("a", "c").with("A_X", "Edm.Int32");
    keyed(model, "user").with(longName, "Edm.Int32").with(longName + "b", "Edm.Int32");
    Storage storage = model.set("Users", "User").set("users", "user").storage();
    assertNotEquals(
        entity(storage, "User").table().name().toLowerCase(Locale.ROOT),
        entity(storage, "user").table().name().toLowerCase(Locale.ROOT));
    for (Table table : storage.tables()) {
      Set<String> names = new HashSet<>();
      for (Column column : table.columns()) {
        assertTrue(names.add(column.name().toLowerCase(Locale.ROOT)), column.toString());
        assertTrue(column.name().length() <= 63);
      }
    }
  }

  /** Tables and indexes share one name space in both databases. */
  @Test
  void noIndexHasTheNameOfATable() {
    TestEdm model = keyed(new TestEdm(), "a").navigation("id", "Collection(b)", null).done();
    keyed(model, "b");
    Storage storage = model.set("as", "a").set("bs", "b").storage();
    Set<String> names = new HashSet<>();
    for (Table table : storage.tables()) {
      assertTrue(names.add(table.name()), table.name());
      table.indexes().forEach(i -> assertTrue(names.add(i.name()), i.name()));
    }
  }

  @Test
  void edmundsOwnTableIsNotTaken() {
    Storage storage =
        keyed(new TestEdm().alias("edmund"), "meta").done().set("metas", "meta").storage();
    assertNotEquals("edmund_meta", entity(storage, "meta").table().name());
  }

  @Test
  void indexesOfTheModelAreMade() {
    TestEdm model =
        keyed(new TestEdm(), "user").with("name", "Edm.String").done().set("users", "user");
    Storage storage =
        StorageBuilder.build(
            model.build(),
            new StorageBuilder.Wishes() {
              @Override
              public List<List<String>> indexes(EdmEntityType type) {
                return List.of(List.of("name"), List.of("missing"));
              }
            });
    assertEquals(
        List.of("N_user_id", "N_user_name"),
        entity(storage, "user").table().indexes().stream().map(Table.Index::name).toList());
  }
}
