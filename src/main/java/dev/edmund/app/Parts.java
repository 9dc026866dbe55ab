package dev.edmund.app;

import dev.edmund.core.Progress;
import dev.edmund.store.generate.Generation;
import dev.edmund.store.load.ImportFile;
import dev.edmund.store.load.ImportReport;
import dev.edmund.store.load.Importer;
import dev.edmund.store.schema.Migration;
import dev.edmund.store.schema.Plan;
import java.nio.file.Path;
import java.util.List;

/** What the commands ask for; {@link #REAL} asks {@link Composition}. */
interface Parts {
  Parts REAL =
      new Parts() {
        @Override
        public Composition open(Settings settings, Progress progress) {
          return Composition.open(settings, progress);
        }

        @Override
        public List<String> generate(
            Settings settings, Generation.Wanted wanted, Progress progress) {
          return Composition.generate(settings, wanted, progress);
        }

        @Override
        public CheckReport check(Path model) {
          return Composition.check(model);
        }

        @Override
        public Plan migrate(Settings settings, Migration.Consent consent, Progress progress) {
          return Composition.migrate(settings, consent, progress);
        }

        @Override
        public ImportReport importing(
            Settings settings, List<ImportFile> files, Importer.Wanted wanted, Progress progress) {
          return Composition.importing(settings, files, wanted, progress);
        }

        @Override
        public void exporting(Settings settings, ExportFiles files, Progress progress) {
          Composition.exporting(settings, files, progress);
        }

        @Override
        public List<String> ddl(Path model, String database) {
          return Composition.ddl(model, database);
        }
      };

  Composition open(Settings settings, Progress progress);

  List<String> generate(Settings settings, Generation.Wanted wanted, Progress progress);

  CheckReport check(Path model);

  Plan migrate(Settings settings, Migration.Consent consent, Progress progress);

  ImportReport importing(
      Settings settings, List<ImportFile> files, Importer.Wanted wanted, Progress progress);

  void exporting(Settings settings, ExportFiles files, Progress progress);

  List<String> ddl(Path model, String database);
}
