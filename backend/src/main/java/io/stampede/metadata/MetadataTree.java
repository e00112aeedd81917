package io.stampede.metadata;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The files that a metadata service has for one instance, by path, as
/// `latest/meta-data/instance-id` and `openstack/latest/meta_data.json`; and how the service
/// answers paths ([#answer]).
///
/// There is one copy, `latest`. Whoever asks for a dated version does so to rely on what was there
/// at that date: all of that is in the latest one, so each date is another name for it.
///
/// @param listings of those folders whose listing says more than what is in them
public record MetadataTree(SortedMap<String, Bytes> files, SortedMap<String, String> listings) {
  /// Those that EC2's service has.
  public static final List<String> EC2_VERSIONS =
      List.of(
          "1.0",
          "2007-01-19",
          "2007-03-01",
          "2007-08-29",
          "2007-10-10",
          "2007-12-15",
          "2008-02-01",
          "2008-09-01",
          "2009-04-04",
          "2011-01-01",
          "2011-05-01",
          "2012-01-12",
          "2014-02-25",
          "2014-11-05",
          "2015-10-20",
          "2016-04-19",
          "2016-06-30",
          "2016-09-02",
          "2018-03-28",
          "2018-08-17",
          "2018-09-24",
          "2019-10-01",
          "2020-10-27",
          "2021-01-03",
          "2021-03-23",
          "2021-07-15",
          "2022-07-09",
          "2022-09-24",
          "2024-04-11",
          "latest");

  /// Those that OpenStack's service has.
  public static final List<String> OPENSTACK_VERSIONS =
      List.of(
          "2012-08-10",
          "2013-04-04",
          "2013-10-17",
          "2015-10-15",
          "2016-06-30",
          "2016-10-06",
          "2017-02-22",
          "2018-08-27",
          "2020-10-14",
          "2025-04-04",
          "latest");

  static final String LATEST = "latest";
  static final String OPENSTACK = "openstack";

  /// No name begins with a dot: those are the service's own. Nothing needs to be escaped in a URL,
  /// and nothing leads elsewhere.
  static final String NAME = "[A-Za-z0-9_+,:@-][A-Za-z0-9_+.,:@-]{0,127}";

  private static final Pattern PATH = Pattern.compile(NAME + "(/" + NAME + ")*");

  public MetadataTree {
    for (var path : files.keySet()) {
      if (!PATH.matcher(path).matches()) throw new IllegalArgumentException("no path: " + path);
      for (int i = path.indexOf('/'); i > 0; i = path.indexOf('/', i + 1)) {
        if (files.containsKey(path.substring(0, i))) {
          throw new IllegalArgumentException("below a file: " + path);
        }
      }
    }
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    listings = Collections.unmodifiableSortedMap(new TreeMap<>(listings));
  }

  public static MetadataTree of(Instance instance) {
    var files = new TreeMap<String, Bytes>();
    var ec2 = new Ec2Files(instance);
    ec2.into(files);
    new OpenStackFiles(instance).into(files);
    return new MetadataTree(files, ec2.listings());
  }

  /// All folders, the outermost (an empty text) first.
  public SortedSet<String> folders() {
    var folders = new TreeSet<String>();
    folders.add("");
    for (var path : files.keySet()) {
      for (int i = path.indexOf('/'); i > 0; i = path.indexOf('/', i + 1)) {
        folders.add(path.substring(0, i));
      }
    }
    return folders;
  }

  /// What a folder answers: a name per line, a slash after those of folders. Versions and what is
  /// directly below one have no slash, as with EC2.
  ///
  /// @param folder one of [#folders]
  public String listing(String folder) {
    if (folder.isEmpty()) return String.join("\n", EC2_VERSIONS);
    if (folder.equals(OPENSTACK)) return String.join("\n", OPENSTACK_VERSIONS);
    var said = listings.get(folder);
    if (said != null) return said;
    var lines = new TreeSet<String>();
    var inside = folder + "/";
    for (var path : files.tailMap(inside).keySet()) {
      if (!path.startsWith(inside)) break;
      var rest = path.substring(inside.length());
      int end = rest.indexOf('/');
      if (end < 0) lines.add(rest);
      else lines.add(rest.substring(0, folder.equals(LATEST) ? end : end + 1));
    }
    return String.join("\n", lines);
  }

  /// What a GET of this path gives; nothing means: not found. Slashes at the end or doubled make no
  /// difference.
  public Optional<Bytes> answer(String path) {
    var asked = path.replaceAll("/+", "/").replaceAll("^/|/$", "");
    for (var version : EC2_VERSIONS) asked = named(asked, version, LATEST);
    for (var version : OPENSTACK_VERSIONS) {
      asked = named(asked, OPENSTACK + "/" + version, OPENSTACK + "/" + LATEST);
    }
    var file = files.get(asked);
    if (file != null) return Optional.of(file);
    return folders().contains(asked) ? Optional.of(Bytes.of(listing(asked))) : Optional.empty();
  }

  private static String named(String path, String version, String instead) {
    if (path.equals(version)) return instead;
    return path.startsWith(version + "/") ? instead + path.substring(version.length()) : path;
  }
}
