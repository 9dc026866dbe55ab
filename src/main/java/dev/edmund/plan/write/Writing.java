package dev.edmund.plan.write;

import dev.edmund.model.Model;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.request.payload.Documents;

/** What the planning of one request shares: not kept, used by one thread. */
final class Writing {
  private final Model model;
  private final WriteRequest request;
  private final Documents documents;
  private int slots;

  Writing(Model model, WriteRequest request) {
    this.model = model;
    this.request = request;
    this.documents = new Documents(model.edm());
  }

  Model model() {
    return model;
  }

  WriteRequest request() {
    return request;
  }

  Documents documents() {
    return documents;
  }

  ValueCheck values() {
    return ValueCheck.NONE;
  }

  Slot slot(EntityStorage type) {
    return new Slot(slots++, type);
  }
}
