package dev.edmund.app;

import dev.edmund.core.Progress;
import java.nio.file.Path;

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
      };

  Composition open(Settings settings, Progress progress);

  void generate(Settings settings, long rows, Progress progress);

  CheckReport check(Path model);
}
