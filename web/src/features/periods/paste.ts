// Moved to the sheet; the old address stays for those who still ask here.
export * from '@/ui/sheet/cells'
