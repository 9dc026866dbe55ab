package dev.edmund.sql;

/**
 * The shortest way between two places on the ellipsoid of WGS 84, by Vincenty's series of 1975, to
 * less than a millimetre.
 *
 * <p>Sine, cosine and arc tangent are made here of additions, multiplications, divisions and square
 * roots, which every machine rounds alike: {@code edmund_geodesic} of PostgreSQL makes the same
 * steps and has the same result to the last bit. That also forbids steps that underflow, which are
 * errors there.
 */
final class Geodesic {
  private static final double POLE = 6_356_752.314245179;
  private static final double FLATTENING = 0.0033528106647474805;
  private static final double AXES = 0.9966471893352525;
  private static final double ECCENTRICITY = 0.006739496742276435;
  private static final double DEGREE = 0.017453292519943295;

  private static final double QUARTER = 0.7853981633974483;
  private static final double HALF = 1.5707963267948966;
  private static final double HALF_REST = 6.123233995736766e-17;
  private static final double THREE_QUARTERS = 2.356194490192345;
  private static final double WHOLE = 3.141592653589793;
  private static final double WHOLE_REST = 1.2246467991473532e-16;

  /** Nothing on the earth is as small; squares of it are still far from underflow. */
  private static final double NOTHING = 1e-30;

  private static final double CLOSE = 1e-13;
  private static final int ROUNDS = 20;
  private static final int HALVINGS = 60;

  private Geodesic() {}

  /**
   * The distance in metres.
   *
   * @param one a latitude in degrees, from -90 to 90
   * @param other the other latitude
   * @param longitudes the difference of the longitudes in degrees, from 0 to 180
   */
  static double metres(double one, double other, double longitudes) {
    // The same for both directions: from the one further from the equator, which is in the south.
    boolean inOrder = Math.abs(one) >= Math.abs(other);
    double first = inOrder ? one : other;
    double second = inOrder ? other : one;
    double sign = first > 0 ? -1 : 1;
    Reduced from = Reduced.of(sign * first);
    Reduced to = Reduced.of(sign * second);
    double longitude = longitudes * DEGREE;
    double onSphere = longitude;
    for (int i = 0; i < ROUNDS; i++) {
      Arc arc = from.arc(to, onSphere);
      if (arc.sine == 0) {
        if (arc.cosine > 0) {
          return 0;
        }
        break;
      }
      double next = longitude + arc.lag();
      if (Math.abs(next - onSphere) < CLOSE) {
        return arc.metres();
      }
      if (next > WHOLE) {
        break;
      }
      onSphere = next;
    }
    return nearlyOpposite(from, to, longitude);
  }

  /**
   * Between nearly opposite places the series does not settle. The longitude that is reached grows
   * with the direction at the start, so that halving finds the direction (C. Karney, Algorithms for
   * geodesics, 2013, section 4).
   */
  private static double nearlyOpposite(Reduced from, Reduced to, double longitude) {
    Reduced start = new Reduced(Math.min(from.sine, -NOTHING), from.cosine);
    double least = 0;
    double most = WHOLE;
    double metres = 0;
    for (int i = 0; i < HALVINGS; i++) {
      double direction = (least + most) / 2;
      double east = sine(direction) * start.cosine;
      double north = cosine(direction) * start.cosine;
      double arrival =
          Math.sqrt(north * north + Math.max((start.sine - to.sine) * (start.sine + to.sine), 0));
      double reached =
          angle(
              Math.max(east * to.sine * north - arrival * east * start.sine, 0),
              north * arrival + east * start.sine * east * to.sine);
      double startSize = Math.sqrt(start.sine * start.sine + north * north);
      double endSize = Math.sqrt(to.sine * to.sine + arrival * arrival);
      double startSine = start.sine / startSize;
      double startCosine = north / startSize;
      double endSine = to.sine / endSize;
      double endCosine = arrival / endSize;
      double sine = Math.max(endSine * startCosine - endCosine * startSine, 0);
      double cosine = startCosine * endCosine + startSine * endSine;
      Arc arc =
          new Arc(
              sine,
              cosine,
              angle(sine, cosine),
              startCosine * endCosine - startSine * endSine,
              east,
              1 - east * east);
      metres = arc.metres();
      if (reached - arc.lag() < longitude) {
        least = direction;
      } else {
        most = direction;
      }
    }
    return metres;
  }

  /** A latitude on the sphere that the ellipsoid is flattened from. */
  private record Reduced(double sine, double cosine) {
    static Reduced of(double latitude) {
      double angle = Math.abs(latitude) * DEGREE;
      double up = AXES * Geodesic.sine(angle);
      double out = Geodesic.cosine(angle);
      double size = Math.sqrt(up * up + out * out);
      return new Reduced(latitude < 0 ? -(up / size) : up / size, out / size);
    }

    Arc arc(Reduced to, double longitude) {
      double lengthways = Geodesic.cosine(longitude);
      double sideways = Geodesic.sine(longitude);
      double across = to.cosine * sideways;
      double along = cosine * to.sine - sine * to.cosine * lengthways;
      double arcSine = Math.sqrt(across * across + along * along);
      double arcCosine = sine * to.sine + cosine * to.cosine * lengthways;
      double azimuth = arcSine == 0 ? 0 : cosine * to.cosine * sideways / arcSine;
      double slope = 1 - azimuth * azimuth;
      double middle = slope > 1e-14 ? arcCosine - 2 * sine * to.sine / slope : 0;
      return new Arc(arcSine, arcCosine, angle(arcSine, arcCosine), middle, azimuth, slope);
    }
  }

  /**
   * A great circle's arc on that sphere.
   *
   * @param middle the cosine of twice the arc from the equator to its middle
   * @param azimuth the sine of its direction at the equator
   * @param slope 1 less the square of that
   */
  private record Arc(
      double sine, double cosine, double angle, double middle, double azimuth, double slope) {
    /** By how much its longitude is greater than that of the line on the ellipsoid. */
    double lag() {
      double c = FLATTENING / 16 * slope * (4 + FLATTENING * (4 - 3 * slope));
      return (1 - c)
          * FLATTENING
          * azimuth
          * (angle + c * sine * (middle + c * cosine * (2 * middle * middle - 1)));
    }

    double metres() {
      double u = slope * ECCENTRICITY;
      double a = 1 + u / 16384 * (4096 + u * (u * (320 - 175 * u) - 768));
      double b = u / 1024 * (256 + u * (u * (74 - 47 * u) - 128));
      double less =
          b
              * sine
              * (middle
                  + b
                      / 4
                      * (cosine * (2 * middle * middle - 1)
                          - b / 6 * middle * (4 * sine * sine - 3) * (4 * middle * middle - 3)));
      return POLE * a * (angle - less);
    }
  }

  /** The sine of an angle from 0 to 180 degrees. */
  static double sine(double angle) {
    if (angle <= QUARTER) {
      return smallSine(angle);
    }
    return angle <= THREE_QUARTERS
        ? smallCosine((angle - HALF) - HALF_REST)
        : smallSine((WHOLE - angle) + WHOLE_REST);
  }

  /** The cosine of an angle from 0 to 180 degrees. */
  static double cosine(double angle) {
    if (angle <= QUARTER) {
      return smallCosine(angle);
    }
    return angle <= THREE_QUARTERS
        ? -smallSine((angle - HALF) - HALF_REST)
        : -smallCosine((WHOLE - angle) + WHOLE_REST);
  }

  /** The polynomials are those of fdlibm, for angles up to 45 degrees. */
  private static double smallSine(double angle) {
    if (Math.abs(angle) < NOTHING) {
      return 0;
    }
    double z = angle * angle;
    double sum = z * 1.58969099521155e-10 - 2.5050760253406863e-08;
    sum = z * sum + 2.7557313707070068e-06;
    sum = z * sum - 0.0001984126982985795;
    sum = z * sum + 0.00833333333332249;
    sum = z * sum - 0.16666666666666632;
    return angle + angle * z * sum;
  }

  private static double smallCosine(double angle) {
    double z = Math.abs(angle) < NOTHING ? 0 : angle * angle;
    double sum = 2.087572321298175e-09 - z * 1.1359647557788195e-11;
    sum = z * sum - 2.7557314351390663e-07;
    sum = z * sum + 2.480158728947673e-05;
    sum = z * sum - 0.001388888888887411;
    sum = z * sum + 0.0416666666666666;
    return 1 - (z / 2 - z * z * sum);
  }

  /** The angle, from 0 to 180 degrees, with this sine and cosine or a multiple of both. */
  static double angle(double sine, double cosine) {
    double size = Math.abs(cosine);
    double greatest = Math.max(sine, size);
    double least = Math.min(sine, size);
    double tangent = least <= greatest * NOTHING ? 0 : least / greatest;
    double angle =
        tangent > 0.4375 ? QUARTER + smallArc((tangent - 1) / (tangent + 1)) : smallArc(tangent);
    double first = sine > size ? HALF - angle : angle;
    return cosine < 0 ? WHOLE - first : first;
  }

  private static double smallArc(double tangent) {
    if (Math.abs(tangent) < NOTHING) {
      return 0;
    }
    double z = tangent * tangent;
    double sum = z * 0.016285820115365782 - 0.036531572744216916;
    sum = z * sum + 0.049768779946159324;
    sum = z * sum - 0.058335701337905735;
    sum = z * sum + 0.06661073137387531;
    sum = z * sum - 0.0769187620504483;
    sum = z * sum + 0.09090887133436507;
    sum = z * sum - 0.11111110405462356;
    sum = z * sum + 0.14285714272503466;
    sum = z * sum - 0.19999999999876483;
    sum = z * sum + 0.3333333333333293;
    return tangent - tangent * z * sum;
  }
}
