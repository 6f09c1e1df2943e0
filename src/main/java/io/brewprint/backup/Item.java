package io.brewprint.backup;

/**
 * A file of a backup.
 *
 * @param path its name in the home, with / on every system
 */
record Item(String path, Content content) {
    /** Its line in a list of files. */
    String line() {
        return content.sha256() + " " + content.size() + " " + path + "\n";
    }
}
