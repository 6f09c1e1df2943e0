package io.brewprint.web;

import io.brewprint.decode.LoadedModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.PeftFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The adapters that are loaded beside a base, the one asked last at the end: a few, however many there are. One whose
 * folder was made anew is read anew; whoever is being answered by the older goes on with it. Not safe for threads.
 */
final class AdapterCache {
    private static final int MOST = 4;

    private final LoadedModel base;
    private final List<Book> books = new ArrayList<>();
    private int made;

    AdapterCache(LoadedModel base) {
        this.base = base;
    }

    /** An adapter and how many are being answered by it. */
    static final class Book {
        private final String name;
        private final String stamp;
        private final String key;
        private final LoraAdapter adapter;
        private int users;

        Book(String name, String stamp, String key, LoraAdapter adapter) {
            this.name = name;
            this.stamp = stamp;
            this.key = key;
            this.adapter = adapter;
        }

        /** The engine's name for it. */
        String key() {
            return key;
        }
    }

    /** Takes one, to be given back. */
    Book take(String name, Path folder) throws IOException {
        String stamp = AdapterFolders.stamp(folder);
        Book book = find(name, stamp);
        if (book == null) {
            LoraAdapter adapter =
                    PeftFiles.read(folder, base.model().config(), base.model().scope());
            book = new Book(name, stamp, name + "#" + ++made, adapter);
            base.generator().adapter(book.key, adapter);
        }
        books.remove(book);
        books.add(book);
        book.users++;
        tidy();
        return book;
    }

    void giveBack(Book book) {
        book.users--;
        tidy();
    }

    /** How many are loaded. */
    int size() {
        return books.size();
    }

    private @Nullable Book find(String name, String stamp) {
        return books.stream()
                .filter(b -> b.name.equals(name) && b.stamp.equals(stamp))
                .findAny()
                .orElse(null);
    }

    /** Lets go what nobody uses and is too much or too old, the one first that was not asked for longest. */
    private void tidy() {
        for (Book book : List.copyOf(books)) {
            boolean old = books.stream()
                    .anyMatch(b -> b != book && b.name.equals(book.name) && books.indexOf(b) > books.indexOf(book));
            if (book.users == 0 && (old || books.size() > MOST)) {
                books.remove(book);
                base.generator().removeAdapter(book.key);
                book.adapter.close();
            }
        }
    }
}
