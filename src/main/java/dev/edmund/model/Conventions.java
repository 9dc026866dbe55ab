package dev.edmund.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a mount does what OData leaves open, and what its clients know from another service.
 *
 * @param name of the service whose error bodies, headers and resources the mount has, in lower
 *     case; null for those of OData alone
 * @param returned what is answered with the entity when the client does not say
 * @param pageSize rows in a page when the client asks for no size; null is the limit of the service
 * @param maxPageSize rows in a page that a client may ask for; null is the limit of the service
 * @param countLimit the highest number that {@code $count=true} tells; null where there is none
 * @param topIsPageSize whether {@code $top} says how many rows a page has, and not how many the
 *     result has
 * @param countsOnce whether {@code $count=true} is answered on the first page only
 * @param batchRequests most requests of a batch; null is the limit of the service
 * @param capitalHeaders whether names of headers in JSON batches are written as in HTTP, and not in
 *     lower case
 * @param selectsKey whether entities have what tells them and the currencies of selected amounts
 *     when {@code $select} leaves these out
 * @param skipToken the text of {@code $skiptoken} in next links, with <code>{token}</code> and
 *     perhaps <code>{page}</code> in it; null for the token alone
 * @param rootedIds whether ids that begin with a slash go on from the root of the service, not of
 *     the host
 * @param evolvableEnumerations whether members behind {@code unknownFutureValue} are sent as that
 *     member to clients that do not say that they know them
 * @param deletedByKey whether deltas of OData 4.0 tell deleted entities by their keys, not by URLs
 * @param callers the headers that name the user a request is made as, each with the property of
 *     users that it has the value of; the first one that a request has counts
 */
public record Conventions(
    @Nullable String name,
    Returned returned,
    @Nullable Integer pageSize,
    @Nullable Integer maxPageSize,
    @Nullable Integer countLimit,
    boolean topIsPageSize,
    boolean countsOnce,
    @Nullable Integer batchRequests,
    boolean capitalHeaders,
    boolean selectsKey,
    @Nullable String skipToken,
    boolean rootedIds,
    boolean evolvableEnumerations,
    boolean deletedByKey,
    Map<String, String> callers) {
  public Conventions {
    callers = Collections.unmodifiableMap(new LinkedHashMap<>(callers));
  }

  /** OData as it is written. */
  public static final Conventions ODATA =
      new Conventions(
          null,
          Returned.CREATED,
          null,
          null,
          null,
          false,
          false,
          null,
          false,
          false,
          null,
          false,
          false,
          false,
          Map.of());

  /** Which changes show the entity that they have written. */
  public enum Returned {
    /** Creates, as OData has it. */
    CREATED,
    /** None: who creates is told where the entity is. */
    MINIMAL,
    /** Creates and updates. */
    REPRESENTATION;

    /** The one that the vocabulary gives this name; creates where there is none. */
    static Returned named(String name) {
      return switch (name) {
        case "minimal" -> MINIMAL;
        case "representation" -> REPRESENTATION;
        default -> CREATED;
      };
    }
  }

  /** Whether these are the conventions of a service by its name. */
  public boolean isOf(String service) {
    return service.equals(name);
  }
}
