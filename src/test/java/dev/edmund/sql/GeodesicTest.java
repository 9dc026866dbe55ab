package dev.edmund.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Distances on the earth against those of GeographicLib, which are exact to nanometres. */
final class GeodesicTest {
  private static final double MILLIMETRE = 0.001;

  private static void agree(double one, double other, double longitudes) {
    double expected = Geodesic.WGS84.Inverse(one, 0, other, longitudes, GeodesicMask.DISTANCE).s12;
    double metres = dev.edmund.sql.Geodesic.metres(one, other, longitudes);
    assertEquals(expected, metres, MILLIMETRE, () -> one + " " + other + " " + longitudes);
    assertEquals(metres, dev.edmund.sql.Geodesic.metres(other, one, longitudes));
    assertEquals(metres, dev.edmund.sql.Geodesic.metres(-one, -other, longitudes));
  }

  @Property(tries = 5_000)
  void anywhere(
      @ForAll("latitudes") double one,
      @ForAll("latitudes") double other,
      @ForAll("longitudes") double longitudes) {
    agree(one, other, longitudes);
  }

  @Property(tries = 3_000)
  void nearlyOpposite(
      @ForAll("latitudes") double one,
      @ForAll("littles") double north,
      @ForAll("littles") double east) {
    agree(one, Math.max(-90, Math.min(90, north - one)), 180 - Math.abs(east));
  }

  @Property(tries = 2_000)
  void nearlyTheSame(
      @ForAll("latitudes") double one,
      @ForAll("littles") double north,
      @ForAll("littles") double east) {
    agree(one, Math.max(-90, Math.min(90, one + north / 1_000)), Math.abs(east) / 1_000);
  }

  @Provide
  Arbitrary<Double> latitudes() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-90, 90).ofScale(15),
        Arbitraries.integers().between(-90, 90).map(Integer::doubleValue),
        Arbitraries.of(0.0, 1e-9, -1e-15, 1e-29, 89.999999999, -90.0));
  }

  @Provide
  Arbitrary<Double> longitudes() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(0, 180).ofScale(15),
        Arbitraries.integers().between(0, 180).map(Integer::doubleValue),
        Arbitraries.of(1e-9, 1e-15, 1e-29, 179.5, 179.3964985));
  }

  @Provide
  Arbitrary<Double> littles() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-1.5, 1.5).ofScale(15),
        Arbitraries.doubles().between(-1e-6, 1e-6).ofScale(15),
        Arbitraries.of(0.0, 1.0, 1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    // One degree along the equator and along a meridian from there.
    "0, 0, 1, 111319.4908",
    "0, 1, 0, 110574.3886",
    // Half a meridian, the longest way there is.
    "-90, 90, 77, 20003931.4586",
    "0, 0, 180, 20003931.4586",
    "30, -30, 180, 20003931.4586",
  })
  void knownDistances(double one, double other, double longitudes, double metres) {
    assertEquals(metres, dev.edmund.sql.Geodesic.metres(one, other, longitudes), 0.0005);
  }

  @Property(tries = 3_000)
  void sineCosineAndAngleAreThoseOfJava(@ForAll("angles") double angle) {
    double sine = dev.edmund.sql.Geodesic.sine(angle);
    double cosine = dev.edmund.sql.Geodesic.cosine(angle);
    assertEquals(Math.sin(angle), sine, 3e-16);
    assertEquals(Math.cos(angle), cosine, 3e-16);
    assertEquals(angle, dev.edmund.sql.Geodesic.angle(sine, cosine), 1e-15);
  }

  @Provide
  Arbitrary<Double> angles() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(0, Math.PI).ofScale(17),
        Arbitraries.of(0.0, Math.PI / 4, Math.PI / 2, Math.PI, 1e-20, 0.41241, 2.356194490192345));
  }

  @Test
  void nothingIsCloserThanTheSamePlace() {
    for (double latitude = -90; latitude <= 90; latitude += 0.37) {
      assertEquals(0.0, dev.edmund.sql.Geodesic.metres(latitude, latitude, 0));
    }
  }
}
