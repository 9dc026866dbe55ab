package dev.edmund.conventions.dataverse.sharing;

/** The bits of an access mask. */
final class Rights {
  static final long NONE = 0;
  static final long SHARE = 262_144;

  /** What an owner may do: everything. */
  static final long ALL = 1 | 2 | 4 | 16 | 32 | 65_536 | SHARE | 524_288;

  private Rights() {}
}
