package dev.edmund.model.csdl;

import java.util.Locale;
import java.util.Set;
import org.apache.olingo.commons.api.edm.geo.Geospatial.Dimension;
import org.apache.olingo.commons.api.edm.geo.SRID;
import org.jspecify.annotations.Nullable;

/**
 * The facets of a property, parameter, return type, term or type definition (CSDL XML, 7.2). Null
 * stands for a facet that is not written and for an unlimited one.
 *
 * @param scaleText {@code variable} or {@code floating}, otherwise null
 */
record Facets(
    boolean nullable,
    @Nullable Integer maxLength,
    @Nullable Integer precision,
    @Nullable Integer scale,
    @Nullable String scaleText,
    boolean unicode,
    @Nullable SRID srid,
    @Nullable String defaultValue) {
  private static final Set<String> TEMPORAL =
      Set.of("Edm.DateTimeOffset", "Edm.Duration", "Edm.TimeOfDay");

  static Facets of(CsdlElement element, String type, Scope scope) {
    Findings findings = scope.findings();
    String length = element.attribute("MaxLength");
    String scale = element.attribute("Scale");
    String symbol = scale == null ? "" : scale.toLowerCase(Locale.ROOT);
    boolean symbolic = symbol.equals("variable") || symbol.equals("floating");
    return new Facets(
        element.flag("Nullable", true),
        length == null || length.equalsIgnoreCase("max")
            ? null
            : number(element, "MaxLength", length, findings),
        absent(element, "Precision", TEMPORAL.contains(type), scope),
        symbolic ? null : absent(element, "Scale", type.equals("Edm.Decimal"), scope),
        symbolic ? symbol : null,
        unicode(element, findings),
        srid(element, type, findings),
        element.attribute("DefaultValue"));
  }

  /** A facet that is 0 by the specification where it is absent, and anything in most services. */
  private static @Nullable Integer absent(
      CsdlElement element, String facet, boolean hasDefault, Scope scope) {
    String value = element.attribute(facet);
    if (value != null || !hasDefault) {
      return number(element, facet, value, scope.findings());
    }
    if (scope.strictFacets()) {
      return 0;
    }
    scope
        .findings()
        .infos(
            "absentFacet",
            facet,
            element,
            "without "
                + facet
                + " any number of digits is taken; annotate the schema with"
                + " Edmund.V1.StrictFacets to have none, as the specification says");
    return null;
  }

  private static @Nullable Integer number(
      CsdlElement element, String facet, @Nullable String value, Findings findings) {
    if (value == null) {
      return null;
    }
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, together with negative numbers.
    }
    ignored(element, facet, value, findings);
    return null;
  }

  private static boolean unicode(CsdlElement element, Findings findings) {
    boolean unicode = element.flag("Unicode", true);
    if (!unicode) {
      findings.infos(
          "unicode",
          "",
          element,
          "Unicode=\"false\" limits nothing: every character is stored, because services that write"
              + " it send such values too");
    }
    return unicode;
  }

  private static @Nullable SRID srid(CsdlElement element, String type, Findings findings) {
    String value = element.attribute("SRID");
    if (value == null) {
      return null;
    }
    try {
      SRID srid = SRID.valueOf(value.strip());
      srid.setDimension(type.startsWith("Edm.Geometry") ? Dimension.GEOMETRY : Dimension.GEOGRAPHY);
      return srid;
    } catch (IllegalArgumentException e) {
      ignored(element, "SRID", value, findings);
      return null;
    }
  }

  private static void ignored(CsdlElement at, String facet, String value, Findings findings) {
    findings.warning(
        "invalidFacet", at, facet + "=\"" + value + "\" is not a value of this facet; ignored");
  }
}
