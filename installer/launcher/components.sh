# shellcheck shell=bash
# The images that the console brings to hosts. It looks for them where they are built, in the launcher's cache.

components() { "$ROOT/installer/components/components" "$@"; }

# Without them hosts lack their network, and those without libvirt their machines: said, and not fatal
components_if_possible() { components || say "the console goes without the images for hosts (see above)"; }
