package dev.edmund.bench;

import dev.edmund.bench.load.LoadOrder;
import dev.edmund.bench.load.LoadResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures two services in turns, so that what disturbs the machine disturbs both. */
record Measurement(Settings settings, Service subject, Service floor, LoadProcess load) {
  private static final int WARM_UP_ROUNDS = 3;

  /**
   * What a contest gave.
   *
   * @param peakMegabytes of the subject
   */
  record Measured(Medians subject, Medians floor, long peakMegabytes) {}

  /** Has both answer for some rounds, uncounted, so that they are compiled and cached. */
  void warmUp(Contest contest) throws IOException {
    int clients = contest.clients().get(contest.clients().size() - 1);
    double seconds = WARM_UP_ROUNDS * settings.seconds();
    load.run(contest.subjectOrder(subject.port(), clients, seconds));
    load.run(contest.floorOrder(floor.port(), clients, seconds));
  }

  Measured measure(Contest contest, int clients) throws IOException {
    LoadOrder toSubject = contest.subjectOrder(subject.port(), clients, settings.seconds());
    LoadOrder toFloor = contest.floorOrder(floor.port(), clients, settings.seconds());
    List<LoadResult> subjectRounds = new ArrayList<>();
    List<LoadResult> floorRounds = new ArrayList<>();
    subject.memory().reset();
    for (int round = 0; round < settings.rounds(); round++) {
      subjectRounds.add(load.run(toSubject));
      floorRounds.add(load.run(toFloor));
    }
    return new Measured(
        Medians.of(subjectRounds, contest.unit()),
        Medians.of(floorRounds, contest.unit()),
        subject.memory().peakMegabytes());
  }
}
