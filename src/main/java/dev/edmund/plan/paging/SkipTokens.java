package dev.edmund.plan.paging;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Skip tokens as text: opaque, signed, and good for the query they were made for only. */
public final class SkipTokens {
  private static final byte NULL = 0;
  private static final byte LONG = 1;
  private static final byte DOUBLE = 2;
  private static final byte TEXT = 3;
  private static final byte BYTES = 4;
  private static final byte BOOLEAN = 5;
  private static final byte DECIMAL = 6;
  private static final byte GUID = 7;

  private final SignedText signed;

  /** Tokens signed with a secret that all processes of a service share. */
  public SkipTokens(byte[] secret) {
    this.signed = new SignedText(secret);
  }

  /** Delta tokens with the same secret. */
  public DeltaTokens deltas() {
    return new DeltaTokens(signed);
  }

  /**
   * The text of a token.
   *
   * @param query what the token is good for: path and options without the token
   */
  public String encode(SkipToken token, String query) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeLong(token.returned());
      out.writeLong(token.total() == null ? -1 : token.total());
      out.writeShort(token.lastKeys().size());
      for (Object key : token.lastKeys()) {
        write(key, out);
      }
      if (token.part() > 0 || token.state() != null) {
        out.writeShort(token.part());
      }
      if (token.state() != null) {
        write(token.state(), out);
      }
      return signed.encode(bytes.toByteArray(), query);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(@Nullable Object key, DataOutputStream out) throws IOException {
    if (key == null) {
      out.writeByte(NULL);
    } else if (key instanceof Long number) {
      out.writeByte(LONG);
      out.writeLong(number);
    } else if (key instanceof Double number) {
      out.writeByte(DOUBLE);
      out.writeDouble(number);
    } else {
      byte tag = tag(key);
      byte[] bytes = tag == BYTES ? (byte[]) key : key.toString().getBytes(StandardCharsets.UTF_8);
      out.writeByte(tag);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  /** Types matter: a database compares a value with a column of the same type only. */
  private static byte tag(Object key) {
    if (key instanceof byte[]) {
      return BYTES;
    }
    if (key instanceof Boolean) {
      return BOOLEAN;
    }
    if (key instanceof BigDecimal) {
      return DECIMAL;
    }
    return key instanceof UUID ? GUID : TEXT;
  }

  /**
   * The token of a text.
   *
   * @throws ODataException 400 when it is damaged, forged, or was made for another query
   */
  public SkipToken decode(String text, String query) {
    try {
      byte[] content = signed.decode(text, query).orElseThrow(() -> invalid(null));
      return read(new DataInputStream(new ByteArrayInputStream(content)));
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  private static SkipToken read(DataInputStream in) throws IOException {
    long returned = in.readLong();
    long total = in.readLong();
    int count = in.readUnsignedShort();
    List<@Nullable Object> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(value(in));
    }
    int part = in.available() > 0 ? in.readUnsignedShort() : 0;
    Object state = in.available() > 0 ? value(in) : null;
    return new SkipToken(
        returned, total < 0 ? null : total, keys, part, state == null ? null : state.toString());
  }

  private static @Nullable Object value(DataInputStream in) throws IOException {
    byte tag = in.readByte();
    return switch (tag) {
      case NULL -> null;
      case LONG -> in.readLong();
      case DOUBLE -> in.readDouble();
      case BYTES -> in.readNBytes(in.readInt());
      case BOOLEAN -> Boolean.valueOf(text(in));
      case DECIMAL -> new BigDecimal(text(in));
      case GUID -> UUID.fromString(text(in));
      default -> text(in);
    };
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private static ODataException invalid(@Nullable Exception cause) {
    String message =
        "The skip token is not one of this service for this query; follow next links as they are.";
    ODataException invalid = new ODataException(ErrorCode.INVALID_TOKEN, message, "$skiptoken");
    if (cause != null) {
      invalid.addSuppressed(cause);
    }
    return invalid;
  }
}
