package dev.edmund.plan.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.EntityStorage;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.junit.jupiter.api.Test;

/** Part 1, 11.4.5 and CSDL XML, 8.6: what becomes of everything else. */
final class DeletionRulesTest {
  private final Shop shop = Shop.open();

  private List<String> rules(String type) {
    EntityStorage storage = shop.model().storage().require(new FullQualifiedName("self." + type));
    DeletionRules rules = new DeletionPlanner(shop.model().storage()).rules(storage);
    List<String> all = new ArrayList<>();
    rules.going().forEach(r -> all.add("goes " + name(r.entities().entities(), r.navigation())));
    rules.needing().forEach(r -> all.add("needs " + name(r.entities().entities(), r.navigation())));
    rules
        .losing()
        .forEach(
            r ->
                all.add(
                    "loses "
                        + name(r.entities().entities(), r.navigation())
                        + " "
                        + PlanText.cells(r.cells())));
    rules.hanging().forEach(r -> all.add("hangs " + r.owner().table() + "." + r.owner().name()));
    return all;
  }

  private static String name(EntityStorage type, String navigation) {
    return type.name().getName() + "." + navigation;
  }

  @Test
  void requiredDependentsKeepACustomerAndOthersLoseIt() {
    assertEquals(
        List.of(
            "needs Order.Customer",
            "loses Customer.Friend Friend_rid=null",
            "hangs self_Customer_Likes._source",
            "hangs self_Customer_Tags._owner"),
        rules("Customer").stream().sorted(DeletionRulesTest::kind).toList());
  }

  private static int kind(String a, String b) {
    int byKind = Integer.compare(order(a), order(b));
    return byKind == 0 ? a.compareTo(b) : byKind;
  }

  private static int order(String rule) {
    return List.of("goes", "needs", "loses", "hangs").indexOf(rule.split(" ", 2)[0]);
  }

  @Test
  void aDerivedTypeHasTheRulesOfItsBaseToo() {
    List<String> base = new ArrayList<>(rules("Customer"));
    List<String> derived = new ArrayList<>(rules("Vip"));
    derived.removeAll(base);
    assertEquals(List.of("hangs self_Vip_Gifts._source"), derived);
    assertEquals(base.size() + 1, rules("Vip").size());
  }

  @Test
  void containedEntitiesGo() {
    assertEquals(List.of("goes Line.Lines"), rules("Order"));
  }

  @Test
  void onDeleteSaysWhatGoesAndWhatGetsItsDefault() {
    assertEquals(
        List.of(
            "goes Review.Product",
            "loses Line.Product Product_rid=null",
            "loses Offer.Product ProductId=1",
            "loses Order.Product Product_rid=null",
            "hangs self_Customer_Likes._target",
            "hangs self_Vip_Gifts._target"),
        rules("Product").stream().sorted(DeletionRulesTest::kind).toList());
  }

  @Test
  void aCascadeOfATypeToItselfIsOneRule() {
    assertEquals(List.of("goes Review.Question"), rules("Review"));
  }

  @Test
  void anEntityIsFoundAndRemoved() {
    assertEquals(
        "find #0 Customer[] to change else 404\ndelete #0 Customer", shop.delete("Customers(1)"));
    assertEquals(
        "for each #0 Customer\ndelete #0 Customer",
        shop.delete("Customers/$filter(Name eq 'x')/$each"));
  }

  @Test
  void onlyANullableSingletonIsRemoved() {
    assertEquals("find #0 Host[] to change else 404\ndelete #0 Host", shop.delete("Guest"));
    assertEquals(400, status("Boss"));
    assertEquals(405, status("Customers"));
  }

  private int status(String target) {
    return assertThrows(ODataException.class, () -> shop.delete(target)).code().status();
  }
}
