-- AlterTable
ALTER TABLE "Customer" DROP COLUMN "nickname";
