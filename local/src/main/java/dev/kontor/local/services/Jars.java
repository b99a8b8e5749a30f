package dev.kontor.local.services;

import dev.kontor.local.Folders;
import dev.kontor.local.ServiceJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/// The jars of all services.
public final class Jars {
    private Jars() {}

    /// As the build makes them: good for one start.
    ///
    /// @param build where Kontor was built
    public static Map<ServiceKind, ServiceJar> packed(Path build) {
        Map<ServiceKind, ServiceJar> jars = new EnumMap<>(ServiceKind.class);
        for (ServiceKind kind : ServiceKind.values()) {
            jars.put(kind, new ServiceJar(kind.jar(build)));
        }
        return jars;
    }

    /// Unpacked: good for many starts, once [Service#prepare] has made their start-up caches.
    ///
    /// @param cache where they are kept for other runs of the same build
    public static Map<ServiceKind, ServiceJar> unpacked(Path build, Path cache)
            throws IOException, InterruptedException {
        Map<ServiceKind, ServiceJar> jars = new EnumMap<>(ServiceKind.class);
        for (ServiceKind kind : ServiceKind.values()) {
            Path packed = kind.jar(build);
            Path folder = cache.resolve(kind.module() + "-" + ServiceJar.key(packed));
            Folders.makeOnce(
                    folder,
                    unfinished -> {
                        Files.delete(unfinished);
                        ServiceJar.unpack(packed, unfinished);
                    });
            jars.put(kind, new ServiceJar(folder.resolve(packed.getFileName())));
        }
        return jars;
    }

    /// The same with some classes replaced.
    ///
    /// @param classes a folder of them
    /// @param module where they come from; one that is no service's own is in all of them
    public static Map<ServiceKind, ServiceJar> behind(
            Path classes, String module, Map<ServiceKind, ServiceJar> jars) {
        boolean isShared =
                Stream.of(ServiceKind.values()).noneMatch(kind -> kind.module().equals(module));
        Map<ServiceKind, ServiceJar> changed = new EnumMap<>(jars);
        changed.replaceAll((kind, jar) ->
                isShared || kind.module().equals(module)
                        ? jar.behind(classes, kind.mainClass())
                        : jar);
        return changed;
    }
}
