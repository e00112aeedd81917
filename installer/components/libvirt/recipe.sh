# shellcheck shell=bash disable=SC2034
# stampede-libvirt: libvirtd with its driver for QEMU, and what a machine needs to start.

PACKAGES=(libvirt-daemon libvirt-daemon-driver-qemu libvirt-daemon-system libvirt-clients qemu-system-x86
  qemu-utils ovmf seabios ipxe-qemu iproute2 iptables dnsmasq-base dmidecode dash busybox-static libgcc-s1)
ENVIRONMENT=(LANG=C)

contents() {
  local x libvirt=usr/lib/x86_64-linux-gnu/libvirt
  put usr/sbin/libvirtd usr/sbin/virtlogd usr/bin/virsh usr/bin/qemu-img usr/bin/qemu-system-x86_64 bin/ip \
    usr/sbin/dnsmasq usr/sbin/dmidecode usr/sbin/xtables-nft-multi usr/lib/libvirt usr/share/libvirt \
    $libvirt/storage-backend/libvirt_storage_backend_fs.so $libvirt/storage-file \
    usr/share/seabios usr/lib/ipxe/qemu usr/share/qemu/keymaps etc/iproute2
  ln -s qemu-system-x86_64 "$TREE/usr/bin/kvm"
  for x in iptables ip6tables ebtables; do ln -s xtables-nft-multi "$TREE/usr/sbin/$x"; done
  for x in qemu network storage secret nwfilter; do put "$libvirt/connection-driver/libvirt_driver_$x.so"; done
  for x in accel-tcg-x86_64 hw-display-virtio-gpu hw-display-virtio-gpu-pci hw-display-virtio-vga hw-usb-host hw-usb-redirect; do
    put "usr/lib/x86_64-linux-gnu/qemu/$x.so"
  done
  for x in kvmvapic.bin linuxboot.bin linuxboot_dma.bin multiboot.bin multiboot_dma.bin pvh.bin qboot.rom bios-microvm.bin; do
    put "usr/share/qemu/$x"
  done
  for x in CODE_4M CODE_4M.ms CODE_4M.secboot VARS_4M VARS_4M.ms; do put "usr/share/OVMF/OVMF_$x.fd"; done
  for x in "$FULL"/usr/share/qemu/firmware/*; do
    if grep -q _4M "$x" && ! grep -q snakeoil "$x"; then put "${x#"$FULL/"}"; fi
  done
  put usr/lib/x86_64-linux-gnu/xtables
  put etc/libvirt/nwfilter etc/libvirt/qemu/networks etc/libvirt/virtlogd.conf
  rm -rf "$TREE"/etc/libvirt/qemu/networks "$TREE/usr/share/libvirt/api"
  mv "$TREE/etc/libvirt" "$TREE/usr/share/libvirt/etc"
  mkdir -p "$TREE"/{etc/libvirt,var/lib/libvirt,var/log/libvirt,var/cache/libvirt}
}

users() {
  cat >"$TREE/etc/passwd" <<'P'
root:x:0:0:root:/root:/bin/sh
nobody:x:65534:65534:nobody:/:/bin/false
libvirt-qemu:x:64055:64055:qemu:/var/lib/libvirt:/bin/false
P
  printf 'root:x:0:\ntty:x:5:\nkvm:x:64054:libvirt-qemu\nnogroup:x:65534:\nlibvirt-qemu:x:64055:\n' >"$TREE/etc/group"
}
