package dev.edmund.store;

import dev.edmund.model.Model;
import dev.edmund.model.ReactionReader;
import dev.edmund.model.reaction.Check;
import dev.edmund.model.reaction.Reactions;
import dev.edmund.model.reaction.TypeReactions;
import dev.edmund.sql.ReactionSql;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Has the database read the SQL of all checks before an entity is changed. */
public final class ReactionCheck {
  private ReactionCheck() {}

  /**
   * What follows from changes in a model.
   *
   * @param database with the tables of the model
   * @throws DatabaseException when something cannot be followed; it names the type and the reason
   */
  public static Reactions check(Model model, Database database) {
    Reactions reactions = ReactionReader.read(model, database.dialect().syntax());
    List<String> problems = new ArrayList<>(reactions.problems());
    for (TypeReactions type : reactions.types().values()) {
      for (Check check : type.checks()) {
        database.alone(
            handle -> {
              read(handle, database, type, check, problems);
              return true;
            });
      }
    }
    if (!problems.isEmpty()) {
      throw new DatabaseException(
          "The rules of the model cannot be used. " + String.join(". ", problems) + ".");
    }
    return reactions;
  }

  private static void read(
      Handle handle, Database database, TypeReactions type, Check check, List<String> problems) {
    String text = ReactionSql.sample(check, database.dialect());
    try (PreparedStatement prepared = handle.getConnection().prepareStatement(text)) {
      prepared.getMetaData();
    } catch (SQLException e) {
      problems.add(
          type.type().name()
              + ", check \""
              + check.message()
              + "\": "
              + database.reason(e).replaceAll("\\.$", ""));
    }
  }
}
