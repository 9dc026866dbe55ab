package dev.edmund.store.load;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.request.payload.DataException;
import dev.edmund.sql.EraseSql;
import dev.edmund.store.Database;
import dev.edmund.store.VersionNumbers;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.Edm;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows that a service began with: those of its data directory, and of singletons without a
 * file.
 *
 * @param data empty where there is no directory
 */
public record Seed(Database database, Edm edm, Storage storage, Optional<Path> data) {
  private static final Logger LOG = LoggerFactory.getLogger(Seed.class);

  /**
   * Replaces all rows of the model's tables, in the transaction of a connection to the database.
   *
   * @return what was loaded
   * @throws ODataException 409 when the files do not fit the model any more
   */
  public LoadReport plant(Handle handle) {
    for (Table table : storage.tables()) {
      handle.execute(EraseSql.all(database.dialect(), table));
    }
    try {
      LoadReport report = DataLoader.reload(handle, database, edm, storage, data);
      VersionNumbers.raise(handle, database.dialect(), storage);
      return report;
    } catch (DataException e) {
      LOG.warn("The data directory cannot be loaded again: {}", e.getMessage());
      throw new ODataException(
          ErrorCode.CONFLICT,
          "The files of the data directory have changed and cannot be loaded; all is as it was.",
          e);
    }
  }
}
