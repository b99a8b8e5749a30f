package dev.kontor.events.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fingerprint of what a client asked, in a canonical, versioned form.
///
/// Defaults are filled in, two accounts are two legs, metadata is sorted. What we stamp, hints and
/// `sent_at` are no part of it. Version 1 is SHA-256 over the fields in a fixed order, each text
/// behind its length and each optional field behind a flag.
///
/// @param text `v1:` and 64 lower-case hexadecimal digits
public record ContentDigest(String text) {
    private static final String VERSION = "v1:";
    private static final ThreadLocal<MessageDigest> SHA_256 =
            ThreadLocal.withInitial(ContentDigest::newSha256);

    public static ContentDigest of(TransferRequest request) {
        return digest(out -> {
            out.writeByte('T');
            out.writeInt(request.legs().size());
            for (Leg leg : request.legs()) {
                writeText(out, leg.account().text());
                out.writeByte(leg.direction() == Direction.DEBIT ? 'D' : 'C');
                out.writeLong(leg.amount().minor());
                writeText(out, leg.amount().currency().code());
            }
            out.writeByte(request.capture() == Capture.AUTOMATIC ? 'A' : 'M');
            writeTime(out, request.expiresAt());
            writeTime(out, request.happenedAt());
            writeOptionalText(out, request.description());
            writeMetadata(out, request.metadata());
        });
    }

    public static ContentDigest of(OpenAccount opening) {
        return digest(out -> {
            out.writeByte('O');
            writeText(out, opening.currency().code());
            switch (opening.overdraftLimit()) {
                case OverdraftLimit.Limited(long minor) -> {
                    out.writeByte(1);
                    out.writeLong(minor);
                }
                case OverdraftLimit.Unlimited() -> out.writeByte(0);
            }
            writeMetadata(out, opening.metadata());
        });
    }

    public static ContentDigest of(TransferCommand command) {
        return digest(out -> {
            switch (command) {
                case TransferCommand.Capture capture -> {
                    out.writeByte('C');
                    writeAmount(out, capture.amountMinor());
                    out.writeBoolean(capture.isFinal());
                }
                case TransferCommand.Void() -> out.writeByte('V');
                case TransferCommand.Reversal reversal -> {
                    out.writeByte('R');
                    writeAmount(out, reversal.amountMinor());
                    writeOptionalText(out, reversal.reason());
                }
            }
        });
    }

    public static ContentDigest of(AccountCommand command) {
        return digest(out -> {
            out.writeByte('A');
            writeText(out, command.kind());
            switch (command) {
                case AccountCommand.Freeze(String reason) -> writeOptionalText(out, reason);
                case AccountCommand.Unfreeze(String reason) -> writeOptionalText(out, reason);
                case AccountCommand.Close(String reason) -> writeOptionalText(out, reason);
                case AccountCommand.ChangeOverdraftLimit(long limit) -> out.writeLong(limit);
            }
        });
    }

    /// @return this thread's own, at its beginning
    static MessageDigest sha256() {
        MessageDigest sha256 = SHA_256.get();
        sha256.reset();
        return sha256;
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }

    private static ContentDigest digest(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return new ContentDigest(
                VERSION + HexFormat.of().formatHex(sha256().digest(bytes.toByteArray())));
    }

    private static void writeMetadata(DataOutputStream out, Map<String, String> metadata)
            throws IOException {
        out.writeInt(metadata.size());
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            writeText(out, entry.getKey());
            writeText(out, entry.getValue());
        }
    }

    private static void writeAmount(DataOutputStream out, @Nullable Long minor) throws IOException {
        out.writeBoolean(minor != null);
        if (minor != null) {
            out.writeLong(minor);
        }
    }

    private static void writeTime(DataOutputStream out, @Nullable Instant time) throws IOException {
        out.writeBoolean(time != null);
        if (time != null) {
            out.writeLong(Micros.of(time));
        }
    }

    private static void writeOptionalText(DataOutputStream out, @Nullable String text)
            throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            writeText(out, text);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }
}
