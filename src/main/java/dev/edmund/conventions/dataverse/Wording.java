package dev.edmund.conventions.dataverse;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;

/** What is wrong with a request, where Dataverse documents its own words for it. */
record Wording(Model model) {
  private static final Pattern ENTITY =
      Pattern.compile("(\\w+)(?:\\(|%28)([^/=]*?)(?:\\)|%29)(?<rest>.*)");
  private static final Pattern RELATED = Pattern.compile("(\\w+)(?:\\(|%28)[^/]*/(\\w+)");
  private static final Pattern NOWHERE =
      Pattern.compile("There is no entity '(?:.*/)?(\\w+\\([^/=]+\\))'\\.");
  private static final Pattern TOO_LONG =
      Pattern.compile("'(\\w+)': longer than MaxLength (\\d+) \\(.*");
  private static final Pattern NO_PROPERTY =
      Pattern.compile("\\$\\w+: '(\\w+)' is not a property of ([\\w.]+) .*");

  /** The same error as Dataverse tells it; empty where it has no words of its own. */
  Optional<Failure> of(ODataException error, ODataRequest request) {
    Matcher nowhere = NOWHERE.matcher(error.text());
    if (nowhere.matches()) {
      return missing(nowhere.group(1));
    }
    Matcher tooLong = TOO_LONG.matcher(error.text());
    if (tooLong.matches()) {
      return owner(path(request), tooLong.group(1))
          .map(type -> tooLong(tooLong.group(1), type.getName(), tooLong.group(2)));
    }
    Matcher property = NO_PROPERTY.matcher(error.text());
    return property.matches()
        ? Optional.of(
            new Failure(
                ErrorCode.BAD_REQUEST.status(),
                Failure.BAD_REQUEST,
                "Could not find a property named '"
                    + property.group(1)
                    + "' on type '"
                    + property.group(2)
                    + "'."))
        : Optional.empty();
  }

  /**
   * The entity that a path is about, or of which a property or related entities are, is not there;
   * empty where it may be another one that is not.
   */
  Optional<Failure> missing(ODataRequest request) {
    String path = path(request);
    return isChangeOfRelated(request.getMethod(), path) ? Optional.empty() : missing(path);
  }

  /** Whether a change is of the entity that a single-valued navigation property leads to. */
  private boolean isChangeOfRelated(HttpMethod method, String path) {
    Matcher related = RELATED.matcher(path);
    return method != HttpMethod.GET
        && method != HttpMethod.HEAD
        && related.matches()
        && type(related.group(1))
            .map(type -> type.getNavigationProperty(related.group(2)))
            .filter(navigation -> !navigation.isCollection())
            .isPresent();
  }

  private Optional<Failure> missing(String path) {
    Matcher entity = ENTITY.matcher(path);
    boolean alone = entity.matches() && !entity.group("rest").matches(".*(?:\\(|%28).*");
    return alone
        ? type(entity.group(1))
            .map(
                type ->
                    new Failure(
                        ErrorCode.NOT_FOUND.status(),
                        Failure.DOES_NOT_EXIST,
                        type.getName() + " With Id = " + entity.group(2) + " Does Not Exist"))
        : Optional.empty();
  }

  private static Failure tooLong(String property, String type, String most) {
    return new Failure(
        ErrorCode.BAD_REQUEST.status(),
        "0x80044331",
        "A validation error occurred.  The length of the '"
            + property
            + "' attribute of the '"
            + type
            + "' entity exceeded the maximum allowed length of '"
            + most
            + "'.");
  }

  /** What has a property that a request is about, itself or with others. */
  private Optional<EdmEntityType> owner(String path, String property) {
    String entity = path.endsWith("/" + property) ? path.replaceFirst("/\\w+$", "") : path;
    return entity.contains("/") ? Optional.empty() : type(entity.replaceFirst("\\W.*", ""));
  }

  private static String path(ODataRequest request) {
    return String.valueOf(request.getRawODataPath()).replaceFirst("^/", "");
  }

  private Optional<EdmEntityType> type(String set) {
    EdmEntityContainer container = model.edm().getEntityContainer();
    return Optional.ofNullable(container == null ? null : container.getEntitySet(set))
        .map(EdmEntitySet::getEntityType);
  }
}
