package dev.edmund.app;

import dev.edmund.core.Progress;
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
        public void generate(Settings settings, long rows, Progress progress) {
          Composition.generate(settings, rows, progress);
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
        public List<String> ddl(Path model, String database) {
          return Composition.ddl(model, database);
        }
      };

  Composition open(Settings settings, Progress progress);

  void generate(Settings settings, long rows, Progress progress);

  CheckReport check(Path model);

  Plan migrate(Settings settings, Migration.Consent consent, Progress progress);

  List<String> ddl(Path model, String database);
}
