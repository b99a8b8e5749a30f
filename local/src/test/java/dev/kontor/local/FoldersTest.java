package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    @TempDir private Path parent;

    @Test
    void makesAFolderOnlyOnce() throws Exception {
        Path folder = parent.resolve("data");

        Folders.makeOnce(folder, building -> Files.writeString(building.resolve("file"), "first"));
        Folders.makeOnce(folder, building -> Files.writeString(building.resolve("file"), "again"));

        assertThat(folder.resolve("file")).hasContent("first");
    }

    @Test
    void leavesNothingThatLooksFinishedWhenItIsInterrupted() throws Exception {
        Path folder = parent.resolve("data");
        assertThatThrownBy(() ->
                        Folders.makeOnce(
                                folder,
                                building -> {
                                    Files.writeString(building.resolve("half"), "");
                                    throw new IOException("no space left");
                                }))
                .hasMessage("no space left");
        assertThat(folder).doesNotExist();

        Folders.makeOnce(folder, building -> Files.writeString(building.resolve("whole"), ""));

        assertThat(folder).isDirectoryContaining(path -> path.endsWith("whole"));
        assertThat(folder.resolve("half")).doesNotExist();
    }
}
