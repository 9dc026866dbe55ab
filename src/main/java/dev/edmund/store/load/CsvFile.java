package dev.edmund.store.load;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.FieldModifier;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DataException;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import dev.edmund.request.payload.Place;
import dev.edmund.store.Batches;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** Reads the rows of one entity set from a CSV file (RFC 4180). */
final class CsvFile {
  /** Stands for an empty cell without quotes; a value cannot contain U+0000. */
  private static final String NULL = "\0";

  private static final FieldModifier EMPTY_IS_NULL =
      new FieldModifier() {
        @Override
        public String modify(long line, int field, boolean quoted, String text) {
          return text.isEmpty() && !quoted ? NULL : text;
        }
      };

  private final EntityStorage declared;
  private final Where where;
  private final Target target;
  private final EntityReader entities;
  private final boolean changes;
  private final Window window;
  private final Map<FullQualifiedName, Columns> byType = new HashMap<>();

  /** What the columns of the file mean for rows of one type. */
  private record Columns(
      TypeLayout layout, List<Optional<CsvCell>> cells, List<Default> defaults) {}

  CsvFile(EntityStorage declared, Where where, Target target, EntityReader entities) {
    this(declared, where, target, entities, false);
  }

  /**
   * @param changes whether a row may be there already: then only the cells that the file has count
   */
  CsvFile(
      EntityStorage declared, Where where, Target target, EntityReader entities, boolean changes) {
    this.changes = changes;
    this.window = new Window(entities, declared, where);
    this.declared = declared;
    this.where = where;
    this.target = target;
    this.entities = entities;
  }

  /**
   * Reads all rows.
   *
   * @param name what messages call the file
   * @param progress hears the number of rows so far
   * @return the number of rows
   */
  long read(String name, Reader text, Batches batches, LongConsumer progress) {
    long line = 1;
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .allowUnclosedQuote(false)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .build(CsvRecordHandler.of(b -> b.fieldModifier(EMPTY_IS_NULL)), text)) {
      Iterator<CsvRecord> records = csv.iterator();
      if (!records.hasNext()) {
        throw new Place(name, line).problem("the header line is missing");
      }
      CsvHeader header =
          new CsvHeader(records.next().getFields(), declared, target, new Place(name, line));
      long rows = 0;
      while (records.hasNext()) {
        CsvRecord record = records.next();
        line = record.getStartingLineNumber();
        row(record, header, new Place(name, line), batches);
        progress.accept(++rows);
      }
      window.flush();
      return rows;
    } catch (DataException e) {
      window.flush(); // A row before the error may have one too.
      throw e;
    } catch (CsvParseException e) {
      window.flush();
      throw new DataException(
          new Place(name, line) + ": after this line the file is no CSV: " + reason(e), e);
    } catch (UncheckedIOException e) {
      throw new DataException(new Place(name, line) + ": " + reason(e), e);
    } catch (IOException e) {
      throw new DataException(new Place(name, line) + ": " + DataFiles.reason(e), e);
    }
  }

  private static String reason(RuntimeException e) {
    Throwable cause = e.getCause();
    return cause instanceof IOException io
        ? DataFiles.reason(io)
        : String.valueOf((cause == null ? e : cause).getMessage());
  }

  private void row(CsvRecord record, CsvHeader header, Place place, Batches batches) {
    int fields = record.getFieldCount();
    if (fields != header.size()) {
      throw place.problem("expected " + header.size() + " cells, found " + fields);
    }
    if (changes) {
      At at = new At(place.file(), "", object(record, header, place));
      window.add(at, record.getFields().stream().mapToLong(String::length).sum());
      return;
    }
    Columns columns = columns(record, header, place);
    TypeLayout layout = columns.layout;
    long rowId = target.newRowId(layout.storage(), place);
    Row row = layout.newRow(rowId, where.container(), where.owner());
    for (Default value : columns.defaults) {
      row.set(value.slot(), value.value());
    }
    CsvCell.CsvRow cells = new CsvCell.CsvRow(row, place.line());
    for (int i = 0; i < fields; i++) {
      String text = record.getField(i);
      if (!text.equals(NULL) && i != header.typeColumn()) {
        Optional<CsvCell> cell = columns.cells.get(i);
        if (cell.isEmpty()) {
          throw place.problem(header.name(i), layout.storage().name() + " has no such property");
        }
        try {
          cell.get().read(text, cells);
        } catch (IllegalArgumentException e) {
          throw place.problem(header.name(i), String.valueOf(e.getMessage()));
        }
      }
    }
    if (!cells.members().isEmpty()) {
      members(cells, layout, rowId, place);
    }
    entities.giveKey(layout, row);
    layout.finish(row, place, "");
    layout.whole().requireNew(row, rowId, place, target.late());
    target.write(batches, row);
  }

  /** The row as JSON: it may turn out to be of another type than it says. */
  private JsonValue object(CsvRecord record, CsvHeader header, Place place) {
    CsvObject object = new CsvObject(place.line());
    Columns columns = columns(record, header, place);
    for (int i = 0; i < record.getFieldCount(); i++) {
      boolean isNull = record.getField(i).equals(NULL);
      if (!isNull || columns.cells.get(i).isPresent()) {
        object.add(header.name(i), isNull ? null : record.getField(i));
      }
    }
    return object.value();
  }

  private void members(CsvCell.CsvRow cells, TypeLayout layout, long rowId, Place place) {
    JsonValue.Kind kind = JsonValue.Kind.OBJECT;
    JsonValue object = new JsonValue(kind, place.line(), "", cells.members(), List.of());
    At at = new At(place.file(), "", object);
    entities.members(
        new EntityReader.Entity(at, Members.of(at), layout, cells.row(), rowId, where));
  }

  private Columns columns(CsvRecord record, CsvHeader header, Place place) {
    EntityStorage type = declared;
    int typeColumn = header.typeColumn();
    if (typeColumn >= 0 && !record.getField(typeColumn).equals(NULL)) {
      try {
        type = target.derived(declared, record.getField(typeColumn));
      } catch (IllegalArgumentException e) {
        throw place.problem(header.name(typeColumn), String.valueOf(e.getMessage()));
      }
    }
    Columns known = byType.get(type.name());
    if (known == null) {
      Target.requireConcrete(type, place);
      TypeLayout layout = target.layout(type);
      known =
          new Columns(layout, header.cells(layout, target, place), header.defaults(layout, target));
      byType.put(type.name(), known);
    }
    return known;
  }
}
