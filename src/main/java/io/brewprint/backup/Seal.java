package io.brewprint.backup;

import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What shows that this home made a manifest: HMAC-SHA256 by a key that lies in the home, outside every backup. Whoever
 * can write into {@code backups/} or a mirror alone cannot make one.
 */
final class Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    private Seal(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The seal of a home, where it has one already. */
    static Optional<Seal> of(Home home) throws IOException {
        Path file = home.backupKey();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) < 1_000) {
            String hex = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (Content.isHash(hex)) {
                return Optional.of(new Seal(HexFormat.of().parseHex(hex)));
            }
        }
        throw new Fault(
                "backup",
                "the key of the backups is damaged",
                Where.in(file),
                "put it back, or delete it: a new one is made, and older backups then count as not sealed here");
    }

    /** The same, with a new key where there is none. Only under {@link BackupLock}. */
    static Seal make(Home home) throws IOException {
        Optional<Seal> there = of(home);
        if (there.isPresent()) {
            return there.get();
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path file = home.backupKey();
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        try (FileChannel out = FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                Content.ownersAlone(temporary))) {
            out.write(ByteBuffer.wrap((HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII)));
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return new Seal(key);
    }

    /** The mark of a text; {@code kind} keeps marks of one kind of file from being taken for another's. */
    String mark(String kind, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((kind + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Whether a mark is the right one. */
    boolean fits(String kind, byte[] text, String mark) {
        return MessageDigest.isEqual(
                mark(kind, text).getBytes(StandardCharsets.US_ASCII), mark.getBytes(StandardCharsets.UTF_8));
    }

    /** A manifest with its seal. */
    Manifest seal(Manifest manifest) throws IOException {
        return manifest.sealedBy(mark("manifest", ManifestFile.sealed(manifest)));
    }

    /** Whether this home made a manifest just as it is. */
    boolean fits(Manifest manifest) throws IOException {
        return fits("manifest", ManifestFile.sealed(manifest), manifest.seal());
    }
}
